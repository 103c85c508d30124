import ArgumentParser
import Foundation
import ImageModel
import ViewModels

/// An argument that means an image.
enum ImageArgument {
    static let help: ArgumentHelp = "The image's name or id."

    /// The names of images, from the cloud that the line names.
    static let completion = CompletionKind.custom { words, _, prefix in await names(words, prefix) }

    /// How many names are offered.
    private static let offered = 200

    /// The record of the image that is meant.
    ///
    /// - Parameter words: what comes to nothing where there is not one.
    static func record(
        of text: String, at api: any ImageAPI, orElse words: String
    ) async throws(ScriptFailure) -> ImageRecord {
        do throws(ImageLookup.Failure) {
            return try await ImageLookup(api: api).record(of: text)
        } catch {
            throw ScriptFailure(error, words)
        }
    }

    /// What a shell is offered: a cloud that does not answer has no names.
    @MainActor
    private static func names(_ words: [String], _ prefix: String) async -> [String] {
        let option = words.firstIndex(of: "--cloud").map { words.index(after: $0) }
        let cloud = option.flatMap { words.indices.contains($0) ? words[$0] : nil }
        guard let connection = try? Connection.open(cloud: cloud, files: .current()),
            let filter = try? ImageFilter(prefix.isEmpty ? "" : "name:\(prefix)*"),
            let request = try? FilterRequest(filter, FilterContext(now: Date(), project: nil))
        else { return [] }
        var listing = ImageListing(
            api: connection.api, order: ImageOrder(.name, isAscending: true), request: request, limit: offered)
        var names: [String] = []
        while let images = try? await listing.next() { names += images.map(\.nameOrID) }
        await connection.close()
        return names
    }
}
