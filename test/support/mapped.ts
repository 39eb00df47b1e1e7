import type { World } from './world.ts';

/** The units of the test world do not say which studies fit them, and then nobody has a box: now they name all that there are. */
export async function nameStudies({ admin }: World): Promise<void> {
  await admin.run('ALTER TABLE units DISABLE TRIGGER couple_entry');
  await admin.run(
    `UPDATE units SET fields_of_study = ARRAY(SELECT DISTINCT record#>>'{fieldOfStudy,value}' FROM people
       WHERE record#>>'{fieldOfStudy,value}' IS NOT NULL)`,
  );
  await admin.run('ALTER TABLE units ENABLE ALWAYS TRIGGER couple_entry');
}
