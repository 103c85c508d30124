import Foundation
package import ImageModel

extension ImageAttribute {
    /// Creates the attribute that a person means by a name, which may be one of the filters' short names.
    package init(typed name: String) {
        let spelled = FilterWord.spelled(name)
        // A filter names one tag; a record has a list of them.
        self.init(rawValue: spelled == "tag" ? ImageAttribute.tags.rawValue : spelled)
    }

    /// Splits a list that a person has typed at its commas, and trims the whitespace around each name. A missing name yields an
    /// empty one.
    package static func names(typed text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
