import AsyncHTTPClient
import Foundation
import ImageModel
import NIOHTTP1

/// Compares what a service has, once it has started again, with what it has to have.
struct CrashCheck {
    let model: CrashModel
    let definitions: Definitions
    let service: ServeProcess
    let client: HTTPClient
    /// The folders of the service's records, and of its stores by their names.
    let data: String
    let stores: [String: String]

    func run() async throws {
        try await waitForImports()
        let records = try await records()
        let known = model.images
        for id in Set(known.keys).union(records.keys) {
            var found: ImageState?
            if let record = records[id] { found = try await state(of: id, record, known[id]?.state) }
            model.found(id, found)
        }
        try await checkData()
        try await checkDeleted()
        for complaint in definitions.found(try await Definitions.read(from: service, by: client)) {
            model.violate(complaint)
        }
        try checkFiles()
    }

    /// Imports that were acknowledged are gone on with, and end.
    private func waitForImports() async throws {
        let end = ContinuousClock.now + .seconds(120)
        while true {
            var left: [JSONValue] = []
            for status in ["pending", "processing"] {
                left += try await get("/v2/tasks?status=\(status)").fields["tasks"]?.array ?? []
            }
            if left.isEmpty { return }
            guard ContinuousClock.now < end else { return model.violate("imports do not end: \(left)") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// All the records that are listed.
    private func records() async throws -> [String: [String: JSONValue]] {
        var records: [String: [String: JSONValue]] = [:]
        var path: String? = "/v2/images?limit=1000"
        while let page = path {
            let fields = try await get(page).fields
            for record in fields["images"]?.array?.compactMap(\.object) ?? [] {
                records[record["id"]?.string ?? ""] = record
            }
            path = fields["next"]?.string
        }
        return records
    }

    /// What a record says.
    private func state(of id: String, _ record: [String: JSONValue], _ known: ImageState?) async throws -> ImageState {
        var state = ImageState(name: record["name"]?.string ?? "")
        for key in Change.patched { state.properties[key] = record[key]?.string }
        state.tags = Set(record["tags"]?.array?.compactMap(\.string) ?? [])
        state.members = known?.members ?? [:]
        if model.touched.contains(id) {
            state.members = [:]
            let members = try await get("/v2/images/\(id)/members").fields["members"]?.array
            for member in members?.compactMap(\.object) ?? [] {
                state.members[member["member_id"]?.string ?? ""] = member["status"]?.string
            }
        }
        let status = record["status"]?.string ?? ""
        state.isDeactivated = status == "deactivated"
        switch status {
        case "queued": break
        case "uploading": state.data = .staged(Content(try file(id, in: data + "/staging")))
        case "active", "deactivated":
            let size = if case .integer(let size)? = record["size"] { Int(size) } else { -1 }
            let content = Content(size: size, sha512: record["os_hash_value"]?.string ?? "")
            let stores = record["stores"]?.string?.split(separator: ",").map(String.init) ?? []
            state.data = .stored(content, in: Set(stores))
        default: model.violate("\(id) is \(status) while nobody works on it")
        }
        for key in ["os_glance_import_task", "os_glance_importing_to_stores", "os_glance_failed_import"] {
            if let text = record[key]?.string, !text.isEmpty { model.violate("\(id) has \(key) = \(text)") }
        }
        return state
    }

    /// The bytes, as they are served and as they lie in each of the stores.
    private func checkData() async throws {
        for id in model.touched {
            guard case .stored(let content, let stores)? = model.images[id]?.state?.data else { continue }
            let reply = try await get("/v2/images/\(id)/file")
            if Content(reply.body) != content { model.violate("\(id) is served as \(Content(reply.body))") }
            for store in stores where Content(try file(id, in: self.stores[store] ?? "")) != content {
                model.violate("\(id) in \(store) is not \(content)")
            }
        }
    }

    /// Who was deleted does not come back, and his id is nobody else's.
    private func checkDeleted() async throws {
        for id in model.deleted.prefix(5) {
            let (shown, made) = (
                try await get("/v2/images/\(id)"),
                try await service.send(.POST, "/v2/images", Change.record(id, "again"), by: client)
            )
            if (shown.status, made.status) != (404, 409) {
                model.violate("\(id) was deleted, but is shown as \(shown.status), made as \(made.status)")
            }
        }
    }

    /// Every file is somebody's, and everybody's is there.
    private func checkFiles() throws {
        let images = model.images.compactMapValues { $0.state?.data }
        func compare(_ folder: String, _ expected: some Sequence<String>) throws {
            let (files, expected) = (Set(try names(in: folder)), Set(expected))
            if files != expected {
                model.violate(
                    "\(folder) has \(files.subtracting(expected)) that are nobody's, and not "
                        + "\(expected.subtracting(files))")
            }
        }
        for (name, folder) in stores {
            try compare(
                folder + "/data",
                images.filter { if case .stored(_, let stores) = $1 { stores.contains(name) } else { false } }.keys)
        }
        try compare(
            data + "/staging/data", images.filter { if case .staged = $1 { true } else { false } }.keys)
        for (folder, mark) in [(data + "/staging", [])] + stores.values.map({ ($0, ["store.json"]) }) {
            try compare(folder + "/incoming", EmptyCollection<String>())
            try compare(folder, ["data", "incoming"] + mark)
        }
        let records = ["", "-wal", "-shm", ".lock"].map { "catalogue.sqlite" + $0 }
        try compare(data, records + ["instances", "staging"])
        if try names(in: data + "/instances").count != 1 { model.violate("dead instances are not forgotten") }
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    private func file(_ id: String, in folder: String) throws -> Data {
        let path = folder + "/data/" + id
        guard let bytes = FileManager.default.contents(atPath: path) else {
            model.violate("\(path) is not there")
            return Data()
        }
        return bytes
    }

    private func get(_ path: String) async throws -> ServiceReply {
        try await service.send(.GET, path, by: client)
    }
}
