import ArgumentParser
import ImageModel
import ViewModels

/// Which attributes of a record are printed.
struct RecordColumns: ExpressibleByArgument {
    let attributes: [ImageAttribute]

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
        attributes = names.map { ImageAttribute(typed: String($0)) }
    }

    static let completions = ImageAttribute.base.map(\.rawValue)
}
