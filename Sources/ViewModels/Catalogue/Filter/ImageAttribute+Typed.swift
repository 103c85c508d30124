import Foundation
public import ImageModel

extension ImageAttribute {
    /// The attribute that a person means by a name, which may be one of the short ones that filters take.
    public init(typed name: String) {
        let spelled = FilterWord.spelled(name)
        // Filters ask for one tag; a record has a list of them.
        self.init(rawValue: spelled == "tag" ? ImageAttribute.tags.rawValue : spelled)
    }

    /// The names in a list that a person types: there are commas between them, and blanks around one are none of it. A name that is
    /// missing is empty.
    public static func names(typed text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
