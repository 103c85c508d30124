package import ImageModel

extension ImageClient {
    /// `GET /v2/info/usage`; no limits for an older cloud, which has no such path.
    package func usage() async throws(APIError) -> ImageUsage {
        struct Information: Decodable { let usage: ImageUsage }
        guard let answer = try await present("/v2/info/usage") else { return ImageUsage() }
        return try answer.decode(Information.self).usage
    }
}
