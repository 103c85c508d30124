import GRDB

extension StoredImage: FetchableRecord {
    /// The columns of a row, in the order in which `init(row:)` reads them.
    static let columns = [
        "number", "id", "createdAt", "updatedAt", "name", "status", "visibility", "owner", "diskFormat",
        "containerFormat", "size", "virtualSize", "minDisk", "minRAM", "isProtected", "isHidden", "checksum",
        "hashAlgorithm", "hashValue", "stores", "writer",
    ]

    /// The columns that a statement selects to read records.
    static let selection = columns.map { "image." + $0 }.joined(separator: ", ")

    /// Reads a row that begins with `selection`; tags and properties are in tables of their own.
    init(row: Row) {
        // By position: looking up each column by name would be most of the cost of reading a page.
        number = row[0]
        id = row[1]
        createdAt = row[2]
        updatedAt = row[3]
        name = row[4]
        status = row[5]
        visibility = row[6]
        owner = row[7]
        diskFormat = row[8]
        containerFormat = row[9]
        size = row[10]
        virtualSize = row[11]
        minDisk = row[12]
        minRAM = row[13]
        isProtected = row[14]
        isHidden = row[15]
        checksum = row[16]
        hashAlgorithm = row[17]
        hashValue = row[18]
        stores = row[19]
        writer = row[20]
        tags = []
        properties = [:]
    }

    /// The values of `columns`, except the number. An empty owner is stored as null, although the answer to the request that
    /// sets it repeats the empty text.
    private var values: [DatabaseValue] {
        let owner = owner?.isEmpty == true ? nil : owner
        let values: [(any DatabaseValueConvertible)?] = [
            id, createdAt, updatedAt, name, status, visibility, owner, diskFormat, containerFormat, size, virtualSize,
            minDisk, minRAM, isProtected, isHidden, checksum, hashAlgorithm, hashValue, stores, writer,
        ]
        return values.map { $0?.databaseValue ?? .null }
    }

    private static let insertion: String = {
        let names = columns.dropFirst()
        return "INSERT INTO image (\(names.joined(separator: ", ")), isRecent) "
            + "VALUES (\(names.map { _ in "?" }.joined(separator: ", ")), 1)"
    }()

    /// Inserts a new record as the latest one: no two records have the same creation time.
    mutating func insert(_ database: Database) throws {
        let last = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT createdAt FROM image ORDER BY number DESC LIMIT 1"))
        if let last, last >= createdAt { (createdAt, updatedAt) = (last + 1, last + 1) }
        try database.cachedStatement(sql: Self.insertion).execute(arguments: StatementArguments(values))
        number = database.lastInsertedRowID
        try insertTags(database)
        try insertProperties(database)
        // Each record's number is one more than the greatest existing one, so no multiple is skipped.
        if number.isMultiple(of: CatalogueTables.recentAtMost) { try CatalogueTables.settle(database) }
    }

    /// Writes the differences from the old record, so that no other index is touched.
    func update(from old: StoredImage, _ database: Database) throws {
        let changes = zip(Self.columns.dropFirst(), zip(old.values, values)).filter { $1.0 != $1.1 }
        if !changes.isEmpty {
            let terms = changes.map { "\($0.0) = ?" }.joined(separator: ", ")
            try database.cachedStatement(sql: "UPDATE image SET \(terms) WHERE number = ?")
                .execute(arguments: StatementArguments(changes.map(\.1.1) + [number.databaseValue]))
        }
        if tags != old.tags {
            try database.cachedStatement(sql: "DELETE FROM imageTag WHERE image = ?").execute(arguments: [number])
            try insertTags(database)
        }
        if properties != old.properties {
            try database.cachedStatement(sql: "DELETE FROM imageProperty WHERE image = ?").execute(arguments: [number])
            try insertProperties(database)
        }
    }

    private func insertTags(_ database: Database) throws {
        let statement = try database.cachedStatement(sql: "INSERT INTO imageTag (image, tag) VALUES (?, ?)")
        for tag in tags { try statement.execute(arguments: [number, tag]) }
    }

    private func insertProperties(_ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO imageProperty (image, key, value) VALUES (?, ?, ?)")
        for (key, value) in properties { try statement.execute(arguments: [number, key, value]) }
    }
}

extension Array<StoredImage> {
    /// The size of tags and properties, in bytes, at which a page ends: a single record may have some 24 MiB.
    private static var detailLimit: Int { 16 << 20 }

    /// Adds the tags and properties, which are in separate tables, and drops the last records if those would be too large together.
    ///
    /// - Parameter limit: the size of tags and properties, in bytes, at which no further record is read.
    /// - Returns: whether all records are kept.
    @discardableResult
    mutating func readDetails(_ database: Database, limit: Int = detailLimit) throws -> Bool {
        guard !isEmpty else { return true }
        var bytes = try addDetails(database, limit: count > 1 ? limit : .max)
        if bytes <= limit || count == 1 { return true }
        // Such records are rare, so they are read again one by one.
        let all = map { image in
            var bare = image
            (bare.tags, bare.properties) = ([], [:])
            return [bare]
        }
        self = []
        bytes = 0
        for var image in all where bytes <= limit {
            bytes += try image.addDetails(database, limit: .max)
            self += image
        }
        return count == all.count
    }

    /// Adds the tags and properties of all records, until they exceed a limit.
    ///
    /// - Parameter limit: the limit in bytes.
    /// - Returns: the number of bytes read.
    private mutating func addDetails(_ database: Database, limit: Int) throws -> Int {
        var bytes = 0
        let positions = Dictionary(uniqueKeysWithValues: indices.map { (self[$0].number, $0) })
        // All numbers are passed as one argument, so that the statement is the same for every page.
        let numbers = "[" + map { String($0.number) }.joined(separator: ",") + "]"
        let tags = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT image, tag FROM imageTag WHERE image IN (SELECT value FROM json_each(?)) ORDER BY image, tag
                    """),
            arguments: [numbers])
        while bytes <= limit, let row = try tags.next() {
            let tag: String = row[1]
            bytes += tag.utf8.count
            if let position = positions[row[0]] { self[position].tags.append(tag) }
        }
        let properties = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT image, key, value FROM imageProperty WHERE image IN (SELECT value FROM json_each(?))
                    """),
            arguments: [numbers])
        while bytes <= limit, let row = try properties.next() {
            let (key, value): (String, String) = (row[1], row[2])
            bytes += key.utf8.count + value.utf8.count
            if let position = positions[row[0]] { self[position].properties[key] = value }
        }
        return bytes
    }
}
