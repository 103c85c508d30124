package import ImageModel

extension Explanation {
    /// The action that failed.
    package enum Attempt: Hashable, Sendable {
        case create
        case upload(name: String)
        case importing(name: String)
        case correct(name: String)
        case completing(name: String)
        /// Following what the service does with data that it has received.
        case following(name: String)
        /// Saving an image's data on this machine.
        case download(name: String)
        /// Creating an image's record in another cloud.
        case copy(name: String)
        case list
        case marking
        case show
        case delete(name: String, id: Image.ID)
        case schema
        case metadefs
        /// Reading something else about an image, for example its members.
        case reading(String)
        /// Changing an image. The words say what failed, for example `The members of alpine were not changed`.
        case change(String)
        /// An action of a command, without a screen. The words say what failed; the id is that of the image concerned.
        case command(String, Image.ID?)

        /// Whether the action creates, changes or deletes something.
        var isChange: Bool {
            switch self {
            case .create, .change, .delete: true
            default: false
            }
        }

        /// What failed, as a sentence without its final period.
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
