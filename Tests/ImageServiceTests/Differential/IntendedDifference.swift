/// In what our answer is not as Glance's, on purpose. Where it is as Glance's after all, the test fails: then the entry goes.
struct IntendedDifference: Sendable {
    /// Why.
    let reason: String
    /// What of the answers differs; the rest has to agree.
    let aspects: [Aspect]

    /// A part of an answer.
    enum Aspect: Hashable, Sendable {
        /// Our status; the bodies then differ as well.
        case status(Int)
        /// The words of an error.
        case message
        /// A field of the answer's object, or its whole body.
        case field(String)
        case body
        case header(String)
    }

    private init(_ reason: String, _ aspects: Aspect...) {
        self.reason = reason
        self.aspects = aspects
    }
}

extension IntendedDifference {
    static let badInput = IntendedDifference(
        "Glance fails with 500 on this bad input; ours says what is bad.", .status(400))
    static let notJSON = IntendedDifference(
        "Glance takes a record whatever its media type; the API's page says 415.", .status(415))
    static let repeatedParameters = IntendedDifference(
        "Glance's links keep the last of repeated parameters alone, and so lead to another list.", .field("first"),
        .field("next"))
    static let ownerByAdd = IntendedDifference(
        "Glance guards the owner against replace and forgets add.", .status(403))
    static let pythonMessage = IntendedDifference("The words are Python's for a value that has no name.", .message)
    static let pagingPastNull = IntendedDifference(
        "Glance compares the marker's missing value with text, and loses the rest of the list.", .field("images"),
        .field("next"))
    static let latinTag = IntendedDifference(
        "Glance reads the bytes of a tag in the address as Latin-1.", .field("tags"))
    static let numberAsMember = IntendedDifference(
        "Glance takes a number for a project, and writes it as text.", .status(400))
    static let hashOfCreate = IntendedDifference(
        "Glance takes a read-only hash and forgets it; ours refuses it as all that is read-only.", .status(403))
    static let storeDetails = IntendedDifference(
        "The folders are each service's own, and ours does not copy in Glance's chunks.", .field("stores"))
    static let folderOfStore = IntendedDifference("The folders are each service's own.", .body)
    static let dataOfRefusedUpload = IntendedDifference(
        "Glance leaves the data that it refused, its hashes and its store, with the queued record.", .field("checksum"),
        .field("os_hash_algo"), .field("os_hash_value"), .field("stores"))
    static let reasonOfFailure = IntendedDifference(
        "Glance says of every failed task that there was an internal error; ours says what it was.", .field("tasks"))
    static let boundOfData = IntendedDifference(
        "Glance says that there is too much, and ours also how much there may be.", .message)
    static let stuckImport = IntendedDifference(
        "Glance leaves a record importing for ever whose staged data it refused, with that data's size; ours can be given other "
            + "data.", .field("status"), .field("size"))
    static let readOnlyFirst = IntendedDifference(
        "Glance looks at the type of a value that nobody may set; ours says that nobody may.", .status(403))
    static let storesByPatch = IntendedDifference(
        "Glance lets a property be called as the stores of the data, and then hides it behind them.", .status(403))
    static let secondSort = IntendedDifference(
        "Glance takes a second sort for a property's name, and finds nothing.", .field("images"),
        .field("first"), .field("next"))
    static let secondLimit = IntendedDifference(
        "Glance takes a second limit for a property's name, and finds nothing.", .field("images"), .field("first"),
        .field("next"))
    static let secondVisibility = IntendedDifference(
        "Glance takes a second visibility for something that an image is to have besides, and finds nothing.",
        .field("images"), .field("first"), .field("next"))
    static let healthPage = IntendedDifference(
        "Glance has a page for people, which says the same.", .body, .header("content-type"))
    static let endOfNothing = IntendedDifference(
        "Glance answers the end of empty data with 206, and a range from 0 to -1.", .status(416))
    static let endOfNoLength = IntendedDifference(
        "Glance answers the last 0 bytes with 206 and all of them; RFC 9110 calls that unsatisfiable.", .status(416))
    static let pythonNumber = IntendedDifference(
        "1_0 is a number in Python, and so are the digits of other scripts.", .status(400))
    static let rangeOfText = IntendedDifference(
        "Glance has its database compare texts and truths with a number, and each database does it otherwise.",
        .status(400))
    static let filterOnLocations = IntendedDifference(
        "Glance fails with 500 where the property of an image is called as the places of its data.", .status(200))
    static let hiddenMarker = IntendedDifference(
        "Glance tells that there is an image which the asker may not see.", .status(400))
    static let shownByEmptyPatch = IntendedDifference(
        "Glance shows an image to who may not see it, where a change of it is empty.", .status(404))
    static let orderOfMethods = IntendedDifference(
        "Allow is a set; Glance lists it otherwise here than elsewhere.", .header("allow"))
    static let locationsCanBeRead = IntendedDifference(
        "Glance forgets in Allow that the locations can be read.", .header("allow"))
    static let duplicateName = IntendedDifference("Glance fails with 500 where the new name is in use.", .status(409))
    static let hiddenNamespace = IntendedDifference(
        "Glance's words tell that there is a namespace which the asker may not see.", .message)
}
