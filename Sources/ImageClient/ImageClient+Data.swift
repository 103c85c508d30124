package import ImageModel
import NIOHTTP1

/// Changes to an image's record, and imports, by which the service itself fetches or moves the data.
extension ImageClient {
    /// `PATCH /v2/images/{id}`.
    package func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord {
        try await request(.update(id, with: patch)).record()
    }

    /// `POST /v2/images/{id}/import`.
    package func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) {
        _ = try await self.request(.importData(request, into: id))
    }

    /// `GET /v2/images/{id}/tasks`.
    package func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] {
        struct Tasks: Decodable { let tasks: [ImageTask] }
        return try await request(.GET, Self.path(id) + "/tasks").decode(Tasks.self).tasks
    }

    /// `GET /v2/info/import`; empty for a cloud without imports, which has no such path.
    package func importMethods() async throws(APIError) -> [String] {
        struct Information: Decodable {
            let methods: Methods

            struct Methods: Decodable { let value: [String] }
            private enum CodingKeys: String, CodingKey { case methods = "import-methods" }
        }
        guard let answer = try await present("/v2/info/import") else { return [] }
        return try answer.decode(Information.self).methods.value
    }

    /// `GET /v2/info/stores`; empty for a cloud with a single store, which has no such path.
    package func stores() async throws(APIError) -> [ImageStore] {
        struct Stores: Decodable { let stores: [ImageStore] }
        guard let answer = try await present("/v2/info/stores") else { return [] }
        return try answer.decode(Stores.self).stores.filter { !$0.isInternal }
    }

    /// Requests a path that may not exist; returns nil if it does not.
    func present(_ path: String) async throws(APIError) -> Answer? {
        do throws(APIError) {
            return try await request(.GET, path)
        } catch {
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }
}

/// The JSON body of a request.
struct JSONBody: Sendable {
    let value: JSONValue
    let mediaType: String

    init(_ value: JSONValue, mediaType: String = "application/json") {
        (self.value, self.mediaType) = (value, mediaType)
    }
}
