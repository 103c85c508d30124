import ArgumentParser
import ImageModel
import ViewModels

/// The attributes of a record to print, as a command-line argument.
struct RecordColumns: ExpressibleByArgument {
    let attributes: [ImageAttribute]

    init?(argument: String) {
        let names = ImageAttribute.names(typed: argument)
        guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
        attributes = names.map(ImageAttribute.init(typed:))
    }

    static let completions = ImageAttribute.base.map(\.rawValue)
}
