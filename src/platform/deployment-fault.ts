/**
 * What is wrong with what an operator keeps: a folder, a key, a file of trust, a program that does not start. Its words are our own and
 * name paths, keys and codes, never what a row or a cell holds: they may be logged and printed.
 */
export class DeploymentFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeploymentFault';
  }
}
