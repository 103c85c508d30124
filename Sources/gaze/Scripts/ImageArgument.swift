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
        let cloud = cloud(in: words)
        let (shell, start) = (CompletionShell.requesting, beginning(of: prefix))
        guard let connection = try? Connection.open(cloud: cloud, files: .current()),
            let filter = try? ImageFilter(start.isEmpty ? "" : "name:\(start)*"),
            let request = try? FilterRequest(filter, FilterContext(now: Date(), project: nil))
        else { return [] }
        var listing = ImageListing(
            api: connection.api, order: ImageOrder(.name, isAscending: true), request: request, limit: offered)
        var names: [String] = []
        while let images = try? await listing.next() { names += images.compactMap { candidate(for: $0, in: shell) } }
        await connection.close()
        return names
    }

    /// The cloud that a line names, as one word or two; nil where it names none.
    static func cloud(in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if word.hasPrefix("--cloud=") { return String(word.dropFirst("--cloud=".count)) }
            if word == "--cloud" { return words.dropFirst(index + 1).first }
        }
        return nil
    }

    /// What a name surely begins with where a word stands on a line: shells give it with its quotation marks and backslashes.
    /// What does not fit the rest of the word they leave out by themselves.
    static func beginning(of word: String) -> String {
        String(word.drop { "\"'".contains($0) }.prefix { $0.isLetter || $0.isNumber || "._-".contains($0) })
    }

    /// What a shell is offered for an image: its name, or its id where a line cannot well have the name: control characters, what
    /// would be an option, or what the shell would obey. Bash puts `$` and backquotes on the line as they are, and both it and zsh
    /// take `!` for a word of their history.
    static func candidate(for image: Image, in shell: CompletionShell?) -> String? {
        let text = [image.name, image.id].compactMap(\.self).first { text in
            !text.isEmpty && !text.hasPrefix("-") && !text.unicodeScalars.contains(where: \.isUnseen)
                && (shell == .fish || !text.contains(where: "`$!".contains))
        }
        guard let text else { return nil }
        if shell == .bash { return quoted(text) }
        // After a colon, zsh takes what follows for a description.
        return shell == .zsh ? text.replacing("\\", with: "\\\\").replacing(":", with: "\\:") : text
    }

    /// The text so that bash takes it for itself: the completion script hands it to `compgen -W`, which expands it as it does the
    /// words of a line, with all commands in it, and a name may be anybody's.
    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let standsForItself =
                !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if !standsForItself { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
    }
}
