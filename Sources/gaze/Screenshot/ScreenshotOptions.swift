import ArgumentParser
import Terminal

/// The options of gaze for pictures of its screens.
struct ScreenshotOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Draw the screen into a file, .svg or .txt, instead of the terminal; - prints it as text. It is the screen of a "
                + "terminal, with the theme, the columns and all else that is remembered; what the keys do is not, and they change "
                + "nothing at the cloud.",
            valueName: "file"), completion: .file(extensions: ["svg", "txt"]))
    var screenshot: String?

    @Option(
        help: ArgumentHelp(
            "Keys to press before the picture, with blanks between them, as the help calls them: “j j enter”, “^S”. Any other "
                + "word is typed, letter by letter.", valueName: "keys"))
    var keys: String?

    @Option(help: ArgumentHelp("The size of the picture. (default: 80x24)", valueName: "columnsxrows"))
    var size: PictureSize?

    func validate() throws {
        if screenshot == nil, keys != nil || size != nil {
            throw ValidationError("--keys and --size are about a picture: name its file by --screenshot.")
        }
        if let screenshot, PictureKind(file: screenshot) == nil {
            throw ValidationError("--screenshot \(screenshot): its name ends in .svg or in .txt, or it is - for text.")
        }
    }
}

/// The kind of a picture.
enum PictureKind {
    case svg, text

    /// Determines the kind from the file name's extension; nil if it is none of these.
    ///
    /// - Parameter file: a path; `-` for standard output.
    init?(file: String) {
        if file.lowercased().hasSuffix(".svg") {
            self = .svg
        } else if file == "-" || file.lowercased().hasSuffix(".txt") {
            self = .text
        } else {
            return nil
        }
    }
}

/// The size of a picture, for example `80x24`: columns by rows, each from 1 to 1000.
struct PictureSize: ExpressibleByArgument {
    let size: Size

    init?(argument: String) {
        let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1], 1...1000 ~= columns, 1...1000 ~= rows
        else { return nil }
        size = Size(rows: rows, columns: columns)
    }
}
