import DiskFormats
import Foundation
public import ImageModel

/// What the models ask of the machine they run on: the time, the files, and the web. A test answers in its place.
struct Surroundings: Sendable {
    /// The moment on the calendar.
    var date: @Sendable () -> Date = { Date() }
    /// The moment on a clock that nobody sets.
    var instant: @Sendable () -> ContinuousClock.Instant = { .now }
    /// What the file at a path is.
    var inspect: @Sendable (_ path: String) async throws(DataFileError) -> DataFile = DataFile.inspect
    /// What there is in a folder, piece by piece; the path as typed.
    var folder: @Sendable (_ path: String) -> AsyncStream<FolderPart> = FolderReader.parts
    /// An id for an image that nobody has had.
    var newID: @Sendable () -> Image.ID = { UUID().uuidString.lowercased() }
    /// The home folder, which `~` stands for.
    var home: @Sendable () -> String = { FilePath.home }
    /// What the bytes of the file at a path say; nil where nobody looks.
    var look: @Sendable (_ path: String) async throws(DiskFileError) -> DiskInspection? = {
        path throws(DiskFileError) in
        try await DiskInspection.inspect(fileAt: path)
    }
    /// What is in the list of checksums at a path that is being typed.
    var list: @Sendable (_ path: String) async throws(ChecksumListProblem) -> String = {
        path throws(ChecksumListProblem) in
        try await ChecksumList.text(at: path, isTyped: true)
    }
    /// The folder that gaze was started in.
    var currentFolder: @Sendable () -> String = { FileManager.default.currentDirectoryPath }
    /// What there is where an image is to be saved; the path from the root.
    var savePlace: @Sendable (_ path: String, DataProof) async -> SavePlace = SavePlace.look
    /// What comes in on standard input; nil where that is the keyboard.
    var standardInput: ImageData?
    /// The beginning of what comes in on standard input, which stays there to be sent; nil where it cannot be looked at.
    var standardInputHead: @Sendable () async throws(APIError) -> [UInt8]? = { nil }
    /// The data at an address of the web.
    var fetch: WebFetch = { _ throws(APIError) in
        throw APIError(kind: .source, message: "Addresses of the web cannot be read here.")
    }

    /// The service that an image of another region or cloud is in.
    var elsewhere: @Sendable (ImageElsewhere) async throws(APIError) -> any ImageAPI = { _ throws(APIError) in
        throw APIError(kind: .source, message: "Images of other regions and clouds cannot be read here.")
    }
    /// What may be named before the id of such an image.
    var places: @Sendable () async -> [String] = { [] }

    /// The cloud that is worked on, which images are copied from; nil where none are.
    var source: (any ImageAPI)?

    /// How often it is looked whether an image is still there whose data is sent; nil where it is not.
    var lookInterval: Duration?

    /// The presets there are.
    var presets: @Sendable () async -> [Preset] = { await PresetFile.presets(in: nil) }

    /// Why standard input is no data here.
    static let keyboard = "Standard input is the keyboard here. Pipe the data in: … | gaze create --data - NAME"

    /// What the bytes of the file at a path say, or why they say nothing.
    func finding(_ path: String) async -> Result<DiskInspection?, DiskFileError> {
        do throws(DiskFileError) {
            return .success(try await look(path))
        } catch {
            return .failure(error)
        }
    }

    /// What the beginning of data says. Nothing more is read of it.
    ///
    /// - Parameter address: where the data is.
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

    /// The data of an origin, from its first byte.
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

/// Reads an address of the web: its data, chunk by chunk, and its size where the server says it. Why there is none is said with no
/// more of the address than `ShownAddress` has: a command's words are kept in logs.
public typealias WebFetch = @Sendable (_ url: String) async throws(APIError) -> ImageData
