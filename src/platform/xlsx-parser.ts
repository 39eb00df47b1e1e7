import sax, { type SAXParser } from 'sax';

/** An entity of the document's own could unpack without bound; a workbook needs none. */
export function strictParser(): SAXParser {
  const made = sax.parser(true, { xmlns: false });
  made.onerror = (error) => {
    throw error;
  };
  made.ondoctype = () => {
    throw new Error('a document type');
  };
  return made;
}

/** A tag without the prefix of its namespace. */
export function bareTag(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
