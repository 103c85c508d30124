public import ImageModel

extension ImageClient {
    /// `GET /v2/info/usage`; an older cloud has no such address, and limits nothing that it tells of.
    public func usage() async throws(APIError) -> ImageUsage {
        struct Information: Decodable { let usage: ImageUsage }
        guard let answer = try await present("/v2/info/usage") else { return ImageUsage() }
        return try answer.decode(Information.self).usage
    }
}
