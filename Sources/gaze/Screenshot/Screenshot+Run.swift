import ArgumentParser
import Foundation
import ImageClient
import Terminal
import ViewModels

extension Screenshot {
    /// Makes a picture and writes it.
    ///
    /// - Parameters:
    ///   - file: where to write it; the file name's extension determines the kind of picture, and `-` is standard output.
    ///   - options: the keys to press and the size.
    /// - Throws: `ThemeError`, before anything is opened, or the exit status.
    static func run(
        cloud: String?, theme name: String?, isReadOnly: Bool, file: String, options: ScreenshotOptions
    ) async throws {
        let files = FileLocations.current()
        let themes = ThemeChoice(files: files)
        // A requested theme that cannot be used is an error: a picture in another theme would be of no use.
        let named = try name.map { name throws(ThemeError) in try themes.named(name) }
        let changes = Changes()
        let requests = RequestCount { changes.note() }
        let keys = KeySequence(options.keys ?? "").keys
        let size = options.size?.size ?? Size(rows: 24, columns: 80)
        try await ScriptRun.run(cloud: cloud, isReadOnly: isReadOnly, counting: requests) { connection in
            let known = ConfigurationLocation(files: files).read().complaints
            let usual = themes.remembered(configured: connection.settings.theme?.value)
            let theme = named ?? usual.theme
            let complaints = known + (named == nil ? usual.complaints.filter { !known.contains($0) } : [])
            let screenshot = await Screenshot(
                connection, files: files, themes: themes, theme: theme, size: size, isReadOnly: isReadOnly,
                complaints: complaints, requests: requests, changes: changes)
            let picture = await screenshot.picture(after: keys)
            await screenshot.close()
            // A cancelled run has no complete picture, so an existing file stays.
            try Task.checkCancellation()
            let text =
                switch PictureKind(file: file) {
                case .svg?:
                    CanvasPicture(picture.canvas, theme: picture.theme).svg(title: title(of: picture.canvas))
                default: picture.canvas.lines.joined(separator: "\n") + "\n"
                }
            try write(text, to: file)
        }
    }

    /// Returns the picture's title: the header line of the screen.
    nonisolated private static func title(of canvas: Canvas) -> String {
        canvas.lines.first?.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") ?? "gaze"
    }

    nonisolated private static func write(_ text: String, to file: String) throws {
        if file == "-" { return try StandardOutput.write(text) }
        do {
            try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw ScriptFailure(
                .output, "The picture cannot be written to \(file). Check the folder, and who may write there.")
        }
    }
}
