import GRDB

/// The tables of the image records, and the indexes that keep a page of a list as quick among a million records as among a
/// thousand.
///
/// A list is a merge of slices (`ImageSlice`): all the records of one visibility, or those that one project owns of it. For each
/// sort key, an index begins with a slice and has its records in that key's order, so that a page is read from where its
/// marker stands and no further than it is long. At its end it has what many records have in common: where a few of those
/// that it leads to are wanted, the others' rows are not read for it.
///
/// A new record would have to be put into each of those indexes, and most of what making it costs would be writing their
/// pages. So the last few records are in none of them: they are looked through for each page, which is little, and put into
/// the indexes all at once when they are `recentAtMost`, when many go to the same pages.
enum CatalogueTables {
    /// How many of the last records are in no order's index, at most.
    static let recentAtMost: Int64 = 64

    static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE image (
                    number INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    createdAt INTEGER NOT NULL,
                    updatedAt INTEGER NOT NULL,
                    name TEXT,
                    status TEXT NOT NULL,
                    visibility TEXT NOT NULL,
                    owner TEXT,
                    diskFormat TEXT,
                    containerFormat TEXT,
                    size INTEGER,
                    virtualSize INTEGER,
                    minDisk INTEGER NOT NULL,
                    minRAM INTEGER NOT NULL,
                    isProtected INTEGER NOT NULL,
                    isHidden INTEGER NOT NULL,
                    checksum TEXT,
                    hashAlgorithm TEXT,
                    hashValue TEXT,
                    stores TEXT,
                    writer TEXT,
                    \(order)
                );
                CREATE INDEX imageByChecksum ON image (checksum) WHERE checksum IS NOT NULL;
                CREATE INDEX imageByHash ON image (hashValue) WHERE hashValue IS NOT NULL;
                CREATE INDEX imageByWriter ON image (writer) WHERE writer IS NOT NULL;

                CREATE TABLE deletedImage (id TEXT PRIMARY KEY) WITHOUT ROWID;

                CREATE TABLE imageTag (
                    image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
                    tag TEXT NOT NULL,
                    PRIMARY KEY (image, tag)
                ) WITHOUT ROWID;
                CREATE INDEX imageTagged ON imageTag (tag, image);

                CREATE TABLE imageProperty (
                    image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
                    key TEXT NOT NULL,
                    value TEXT NOT NULL,
                    PRIMARY KEY (image, key)
                ) WITHOUT ROWID;
                CREATE INDEX imageWithProperty ON imageProperty (key, value, image);

                CREATE TABLE imageMember (
                    image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
                    member TEXT NOT NULL,
                    status TEXT NOT NULL,
                    createdAt INTEGER NOT NULL,
                    updatedAt INTEGER NOT NULL,
                    PRIMARY KEY (image, member)
                ) WITHOUT ROWID;
                CREATE INDEX imageSharedWith ON imageMember (member, status, image);
                """)
    }

    /// Marks the last records, which are in no order's index.
    static func markRecent(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE image ADD COLUMN isRecent INTEGER NOT NULL DEFAULT 0;
                CREATE INDEX imageRecent ON image (isRecent) WHERE isRecent = 1;
                """)
    }

    /// Adds the indexes of the orders; those of a catalogue that has them, and every record in them, are made anew.
    static func createOrders(_ database: Database) throws {
        for key in ImageSort.Column.allCases {
            var columns = key.isUnique ? [key.column] : [key.column, ImageSort.Column.createdAt.column]
            columns += ImageSort.Column.allCases.filter { $0.isCommon && $0 != key }.map(\.column)
            for (slice, prefix) in [
                (ImageSlice.Owner.anybody, "visibility"), (.project(""), "owner, visibility"),
            ] {
                try database.execute(
                    sql: """
                        DROP INDEX IF EXISTS \(slice.index(key));
                        CREATE INDEX \(slice.index(key)) \
                        ON image (\(prefix), isHidden, \(columns.joined(separator: ", "))) WHERE isRecent = 0;
                        """)
            }
        }
    }

    /// Puts the last records into the indexes.
    static func settle(_ database: Database) throws {
        try database.cachedStatement(sql: "UPDATE image SET isRecent = 0 WHERE isRecent = 1").execute()
    }

    /// Null is no value to compare with, so what may be null is ordered by a column that puts -1 in its place: less than
    /// any text or size, as null is in the order of SQLite.
    private static let order = ImageSort.Column.allCases
        .filter { $0.stored != $0.column }
        .map { "\($0.column) AS (ifnull(\($0.stored), -1)) VIRTUAL" }
        .joined(separator: ",\n    ")
}
