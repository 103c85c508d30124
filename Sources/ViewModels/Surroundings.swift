import DiskFormats
import Foundation
package import ImageModel

/// The models' access to the machine: time, files and the web. Tests replace it.
struct Surroundings: Sendable {
    /// The current date and time.
    var date: @Sendable () -> Date = { Date() }
    /// The current instant of a clock that nobody can set.
    var instant: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Describes the file at a path.
    var inspect: @Sendable (_ path: String) async throws(DataFileError) -> DataFile = DataFile.inspect
    /// Lists a folder, piece by piece; the path is as typed.
    var folder: @Sendable (_ path: String) -> AsyncStream<FolderPart> = FolderReader.parts
    /// Generates a new, unique id for an image.
    var newID: @Sendable () -> Image.ID = { UUID().uuidString.lowercased() }
    /// The home folder, which `~` stands for.
    var home: @Sendable () -> String = { FilePath.home }
    /// Inspects the content of the file at a path; nil if nothing is inspected.
    var look: @Sendable (_ path: String) async throws(DiskFileError) -> DiskInspection? = {
        path throws(DiskFileError) in
        try await DiskInspection.inspect(fileAt: path)
    }
    /// Reads the list of checksums at a path that is being typed.
    var list: @Sendable (_ path: String) async throws(ChecksumListProblem) -> String = {
        path throws(ChecksumListProblem) in
        try await ChecksumList.text(at: path, isTyped: true)
    }
    /// The current folder.
    var currentFolder: @Sendable () -> String = { FileManager.default.currentDirectoryPath }
    /// Describes the place where an image is to be saved; the path is absolute.
    var savePlace: @Sendable (_ path: String, DataProof) async -> SavePlace = SavePlace.look
    /// The data on standard input; nil if that is the keyboard.
    var standardInput: ImageData?
    /// The beginning of the data on standard input, which remains there to be sent; nil if it cannot be inspected.
    var standardInputHead: @Sendable () async throws(APIError) -> [UInt8]? = { nil }
    /// Opens the data at an address of the web.
    var fetch: WebFetch = { _ throws(APIError) in
        throw APIError(kind: .source, message: "Addresses of the web cannot be read here.")
    }

    /// Connects to the service of an image in another region or cloud.
    var elsewhere: @Sendable (ImageElsewhere) async throws(APIError) -> any ImageAPI = { _ throws(APIError) in
        throw APIError(kind: .source, message: "Images of other regions and clouds cannot be read here.")
    }
    /// Lists the regions and clouds that may precede the id of such an image.
    var places: @Sendable () async -> [String] = { [] }

    /// The current cloud's service, as the source of copies; nil if none are made.
    var source: (any ImageAPI)?

    /// The interval between checks that an image still exists while its data is sent; nil for no checks.
    var lookInterval: Duration?

    /// Reads the presets.
    var presets: @Sendable () async -> [Preset] = { await PresetFile.presets(in: nil) }

    /// Why there is no data on standard input.
    static let keyboard = "Standard input is the keyboard here. Pipe the data in: … | gaze create --data - NAME"

    /// Inspects the content of the file at a path, and returns the result or the error.
    func finding(_ path: String) async -> Result<DiskInspection?, DiskFileError> {
        do throws(DiskFileError) {
            return .success(try await look(path))
        } catch {
            return .failure(error)
        }
    }

    /// Inspects the beginning of data, and reads no more of it.
    ///
    /// - Parameters:
    ///   - data: The data.
    ///   - address: The data's address.
    /// - Throws: An `APIError` if the data cannot be read.
    func look(at data: ImageData, of address: String) async throws(APIError) -> DiskInspection {
        var head: [UInt8] = []
        do {
            for try await chunk in data.chunks {
                head += chunk
                if head.count >= DiskInspection.headSize { break }
            }
        } catch {
            if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
            throw error as? APIError
                ?? APIError(kind: .source, message: "\(ShownAddress(address)) cannot be read: \(error)")
        }
        return DiskInspection(beginning: head, size: data.size)
    }

    /// Opens the data of an origin, from its first byte.
    func open(_ origin: TransferPlan.Origin) async throws(APIError) -> ImageData {
        switch origin {
        case .file(let file): return file.data
        case .web(let url): return try await fetch(url)
        case .elsewhere(let image): return try await open(image).data
        case .image(let image):
            guard let source else { throw APIError(kind: .source, message: "There is no cloud to copy from.") }
            return image.data(from: source)
        case .standardInput:
            guard let standardInput else { throw APIError(kind: .source, message: Self.keyboard) }
            return standardInput
        }
    }
}

/// Opens an address of the web: its data, chunk by chunk, and its size if the server says it. Errors contain no more of the
/// address than `ShownAddress` does, because a command's messages are kept in logs.
package typealias WebFetch = @Sendable (_ url: String) async throws(APIError) -> ImageData
