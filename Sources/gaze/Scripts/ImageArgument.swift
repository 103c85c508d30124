import ArgumentParser
import Foundation
import ImageModel
import ViewModels

/// A command-line argument that names an image.
enum ImageArgument {
    static let help: ArgumentHelp = "The image's name or id."

    /// Completes the names of images, from the cloud named on the command line.
    static let completion = CompletionKind.custom { words, _, prefix in await names(words, prefix) }

    /// The maximum number of images read for completion.
    private static let offered = 200

    /// Returns the record of the named image.
    ///
    /// - Parameter words: what has failed if there is not exactly one such image, for the error message.
    static func record(
        of text: String, at api: any ImageAPI, orElse words: String
    ) async throws(ScriptFailure) -> ImageRecord {
        do throws(ImageLookup.Failure) {
            return try await ImageLookup(api: api).record(of: text)
        } catch {
            throw ScriptFailure(error, words)
        }
    }

    /// Returns the completions for a shell; none if the cloud does not answer.
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

    /// Returns the cloud that a command line names, as `--cloud NAME` or `--cloud=NAME`; nil if it names none.
    static func cloud(in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if word.hasPrefix("--cloud=") { return String(word.dropFirst("--cloud=".count)) }
            if word == "--cloud" { return words.dropFirst(index + 1).first }
        }
        return nil
    }

    /// Returns the part of a word on the command line that a matching name is certain to begin with: shells pass the word with
    /// its quotation marks and backslashes. Shells discard completions that do not match the rest of the word.
    static func beginning(of word: String) -> String {
        String(word.drop { "\"'".contains($0) }.prefix { $0.isLetter || $0.isNumber || "._-".contains($0) })
    }

    /// Returns the completion for an image: its name, or its id if the name does not work on a command line because it has
    /// control characters, looks like an option, or has characters that the shell would interpret. Bash inserts `$` and
    /// backquotes unescaped, and both bash and zsh expand `!` from their history.
    static func candidate(for image: Image, in shell: CompletionShell?) -> String? {
        let text = [image.name, image.id].compactMap(\.self).first { text in
            !text.isEmpty && !text.hasPrefix("-") && !text.unicodeScalars.contains(where: \.isUnseen)
                && (shell == .fish || !text.contains(where: "`$!".contains))
        }
        guard let text else { return nil }
        if shell == .bash { return quoted(text) }
        // In zsh, the text after a colon is a description.
        return shell == .zsh ? text.replacing("\\", with: "\\\\").replacing(":", with: "\\:") : text
    }

    /// Returns the text quoted for bash. The completion script passes it to `compgen -W`, which expands it like the words of a
    /// command line, including command substitutions, and anybody may have chosen an image's name.
    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let standsForItself =
                !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if !standsForItself { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
    }
}
