public import ImageModel

extension Explanation {
    /// What was tried.
    public enum Attempt: Hashable, Sendable {
        case create
        case upload(name: String)
        case importing(name: String)
        case correct(name: String)
        case completing(name: String)
        /// To see what becomes of data that the service has.
        case following(name: String)
        /// To save an image's data here.
        case download(name: String)
        /// To make an image's record in another cloud.
        case copy(name: String)
        case list
        case marking
        case show
        case delete(name: String, id: Image.ID)
        case schema
        case metadefs
        /// To read something else about an image, for example its members.
        case reading(String)
        /// To change an image; the words say what came to nothing, for example `The members of alpine were not changed`.
        case change(String)
        /// What a command does, without a screen; the words say what came to nothing, and the id whose it was to be.
        case command(String, Image.ID?)

        /// Whether it was to make something, to change or to delete it.
        var isChange: Bool {
            switch self {
            case .create, .change, .delete: true
            default: false
            }
        }

        /// What came to nothing, as a sentence without its end.
        var failure: String {
            switch self {
            case .create: "The image was not created"
            case .upload(let name): "The data of \(name) was not stored"
            case .importing(let name): "The data of \(name) was not imported"
            case .correct(let name): "The disk format of \(name) was not changed"
            case .completing(let name): "The data of \(name) was not completed"
            case .following(let name): "What becomes of the data of \(name) is not known"
            case .download(let name): "The data of \(name) was not saved"
            case .copy(let name): "\(name) was not copied"
            case .list: "The list could not be read"
            case .marking: "The images were not marked: the list could not be read"
            case .show: "The image could not be read"
            case .delete(let name, _): "\(name) was not deleted"
            case .schema: "The cloud's choices could not be read"
            case .metadefs: "The cloud's metadata definitions could not be read"
            case .reading(let what): "The \(what) could not be read"
            case .change(let words), .command(let words, _): words
            }
        }
    }
}
