import GRDB

/// The tables of the image records, and the indexes that make a page of a list as fast among a million records as among a
/// thousand.
///
/// A list is a merge of slices (`ImageSlice`): all records of one visibility, or those among them that one project owns. For
/// each sort key, an index starts with the columns of a slice, followed by the sort key, so that a page is read from its marker
/// on and no further than its length. The last columns of an index are attributes whose values many records share, so that
/// filtering by them does not read the rows of other records.
///
/// Adding a new record to each of these indexes would be most of the cost of creating it. So the most recent records are in
/// none of them: each page scans those few records separately, and when there are `recentAtMost` of them, they are all added to
/// the indexes at once, when many go to the same pages.
enum CatalogueTables {
    /// The maximum number of recent records that are not in the indexes of the orders.
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

    /// Adds the mark of recent records, which are not in the indexes of the orders.
    static func markRecent(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE image ADD COLUMN isRecent INTEGER NOT NULL DEFAULT 0;
                CREATE INDEX imageRecent ON image (isRecent) WHERE isRecent = 1;
                """)
    }

    /// Creates the indexes of the orders; in an existing catalogue they are rebuilt, with all their records.
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

    /// Adds the recent records to the indexes.
    static func settle(_ database: Database) throws {
        try database.cachedStatement(sql: "UPDATE image SET isRecent = 0 WHERE isRecent = 1").execute()
    }

    /// Null cannot be compared, so a nullable column is ordered by a generated one with -1 in place of null: less than any text
    /// or size, which is where SQLite sorts null.
    private static let order = ImageSort.Column.allCases
        .filter { $0.stored != $0.column }
        .map { "\($0.column) AS (ifnull(\($0.stored), -1)) VIRTUAL" }
        .joined(separator: ",\n    ")
}
