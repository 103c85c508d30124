import Foundation
import ImageModel
import ViewModels

/// One download without a screen: finds the image, and follows its data until the transfer ends.
@MainActor
final class SaveRun {
    private let workspace: Workspace
    private let api: any ImageAPI
    private let report: SaveReport
    private var download: DownloadModel?
    /// The signal that cancelled the run; nil while none has arrived.
    private var signal: Int32?

    /// Creates a run.
    ///
    /// - Parameter format: the format in which the saved file is printed; nil for its path alone.
    init(_ workspace: Workspace, api: any ImageAPI, format: RecordFormat?) {
        self.workspace = workspace
        report = SaveReport(format: format)
        self.api = api
    }

    /// Saves an image's data.
    ///
    /// - Parameters:
    ///   - text: the image's name or id.
    ///   - file: the destination as given on the command line; nil to name the file after the image, in the current folder.
    ///   - overwriting: whether to replace an existing file.
    /// - Returns: the exit status.
    func perform(_ text: String, to file: String?, overwriting: Bool) async -> Int32 {
        let found: Result<Image, ImageLookup.Failure>
        do throws(ImageLookup.Failure) {
            found = .success(try await ImageLookup(api: api).record(of: text).image)
        } catch {
            found = .failure(error)
        }
        // A signal has ended the run, which has been reported.
        if let signal { return 128 + signal }
        let image: Image
        switch found {
        case .success(let record): image = record
        case .failure(let error): return tell(error, of: text)
        }
        let destination: SaveDestination =
            file == "-"
            ? .standardOutput : .file(path: Self.path(file, image), overwriting: overwriting)
        let download = workspace.downloads.add(
            image.id, name: image.nameOrID, size: image.size, to: destination)
        self.download = download
        await whenever {
            self.report.progress(download)
            return download.isUnderWay ? nil : ()
        }
        switch download.state {
        case .saved(let verdict):
            return report.saved(download, image, verdict)
        case .failed(let explanation):
            let status = SaveExit(explanation.cause)
            report.failed(explanation.inSaveCommand, status, image.id)
            return explanation.cause == .file(.readerGone) ? 128 + SIGPIPE : status.rawValue
        default:
            report.calledOff(download)
            return 128 + (signal ?? SIGINT)
        }
    }

    /// Cancels the run; a second signal ends it regardless of what is in progress.
    ///
    /// - Returns: the exit status if the process is to end at once; otherwise nil.
    func interrupt(_ number: Int32) -> Int32? {
        let isFirst = signal == nil
        signal = number
        if isFirst, let download {
            download.cancel()
            return nil
        }
        report.calledOff(download)
        return 128 + number
    }

    private func tell(_ failure: ImageLookup.Failure, of text: String) -> Int32 {
        switch failure {
        case .none:
            report.refused(
                "There is no image “\(text)” here, or this project may not see it. gaze list shows which there are.",
                .conflict)
            return SaveExit.conflict.rawValue
        case .several(_, let images, let hasMore):
            let ids = images.map(\.id).joined(separator: ", ") + (hasMore ? ", and more" : "")
            report.refused("Several images are called “\(text)”. Name one by its id: \(ids).", .conflict)
            return SaveExit.conflict.rawValue
        case .request(let error):
            let explanation = Explanation(error, during: .download(name: text))
            let status = SaveExit(explanation.cause)
            report.failed(explanation, status, nil)
            return status.rawValue
        }
    }

    /// Returns the absolute path of the destination; in a folder, the file is named after the image.
    private static func path(_ file: String?, _ image: Image) -> String {
        let here = FileManager.default.currentDirectoryPath
        guard let file else { return here + "/" + SavePath.fileName(for: image) }
        let whole = file.hasPrefix("/") ? file : here + "/" + file
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder)
        guard file.hasSuffix("/") || isThere && isFolder.boolValue else { return whole }
        return (whole.hasSuffix("/") ? whole : whole + "/") + SavePath.fileName(for: image)
    }
}
