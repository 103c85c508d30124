import ImageModel
import ViewModels

/// A kind of change that can be made to the marked images.
enum ChangeKind: CaseIterable {
    case protection, hiding, visibility, addTags, removeTags, setProperty, removeProperty
    case addMember, removeMember, acceptOffer, rejectOffer, deactivate, reactivate, copyData, deleteData, delete

    /// The name that is shown for it.
    var title: String {
        switch self {
        case .protection: "Protection"
        case .hiding: "Hiding"
        case .visibility: "Visibility"
        case .addTags: "Add tags"
        case .removeTags: "Remove tags"
        case .setProperty: "Set a property"
        case .removeProperty: "Remove a property"
        case .addMember: "Add a member"
        case .removeMember: "Remove a member"
        case .acceptOffer: "Accept the offer"
        case .rejectOffer: "Reject the offer"
        case .deactivate: "Deactivate"
        case .reactivate: "Reactivate"
        case .copyData: "Import to more stores"
        case .deleteData: "Remove from a store"
        case .delete: "Delete"
        }
    }

    /// A short description of what it does.
    var meaning: String {
        switch self {
        case .protection: "protect against deletion, or no longer"
        case .hiding: "leave out of default lists, or let in again"
        case .visibility: "choose who may see them"
        case .addTags: "the tags that they have stay"
        case .removeTags: "the other tags stay"
        case .setProperty: "the same value for all"
        case .removeProperty: "by its name"
        case .addMember: "offer them to a project"
        case .removeMember: "take them from a project"
        case .acceptOffer: "for a project that they are offered to"
        case .rejectOffer: "for a project that they are offered to"
        case .deactivate: "bar the data from being used"
        case .reactivate: "lift the bar"
        case .copyData: "the cloud copies the data there"
        case .deleteData: "the other stores keep the data"
        case .delete: "records and data, for good"
        }
    }

    /// The action of the list that requests the same change, if there is one.
    var listAction: Action? {
        switch self {
        case .protection: .toggleProtection
        case .hiding: .toggleHiding
        case .visibility: .chooseVisibility
        case .deactivate, .reactivate: .toggleActivation
        case .delete: .delete
        default: nil
        }
    }
}
