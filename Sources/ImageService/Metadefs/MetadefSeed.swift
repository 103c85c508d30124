import Foundation
import ImageModel

/// A predefined namespace, with the name that OpenStack's clients know.
struct MetadefSeed: Sendable {
    let name: String
    let title: String
    let description: String
    let resources: [Resource]
    let properties: [Property]

    static let all: [MetadefSeed] = [
        .commonImageProperties, .operatingSystem, .instanceData, .guestShutdownBehavior, .signatures, .hypervisor,
        .libvirtImage, .libvirt, .virtCPUTopology, .cpuPinning, .guestMemoryBacking, .randomNumberGenerator, .watchdog,
        .tpm,
    ]

    /// A resource type that the properties are for.
    struct Resource: Sendable {
        let fields: [String: JSONValue]

        static let image = image(prefix: nil)
        static func image(prefix: String?) -> Self { Self("OS::Glance::Image", prefix) }
        static let flavor = flavor(prefix: nil)
        static func flavor(prefix: String?) -> Self { Self("OS::Nova::Flavor", prefix) }
        static let volume = volume(prefix: nil)
        /// A volume has its image's properties in a separate set.
        static func volume(prefix: String?) -> Self { Self("OS::Cinder::Volume", prefix, target: "image") }

        private init(_ name: String, _ prefix: String?, target: String? = nil) {
            var fields: [String: JSONValue] = ["name": .string(name)]
            fields["prefix"] = prefix.map(JSONValue.string)
            fields["properties_target"] = target.map(JSONValue.string)
            self.fields = fields
        }
    }

    /// A property with its definition.
    struct Property: Sendable {
        let name: String
        let definition: [String: JSONValue]

        private init(
            _ name: String, _ type: String, _ title: String, _ description: String, _ more: [String: JSONValue] = [:]
        ) {
            self.name = name
            definition = [
                "type": .string(type), "title": .string(title), "description": .string(description),
            ].merging(more) { $1 }
        }

        static func text(
            _ name: String, _ title: String, _ description: String, pattern: String? = nil, standard: String? = nil
        ) -> Self {
            var more: [String: JSONValue] = [:]
            more["pattern"] = pattern.map(JSONValue.string)
            more["default"] = standard.map(JSONValue.string)
            return Self(name, "string", title, description, more)
        }

        static func choice(_ name: String, _ title: String, _ description: String, of values: [String]) -> Self {
            Self(name, "string", title, description, ["enum": .array(values.map(JSONValue.string))])
        }

        static func count(_ name: String, _ title: String, _ description: String, from minimum: Int64) -> Self {
            Self(name, "integer", title, description, ["minimum": .integer(minimum)])
        }

        static func flag(_ name: String, _ title: String, _ description: String) -> Self {
            Self(name, "boolean", title, description)
        }
    }

    /// Returns the namespace as if an admin had requested it: public, and protected against accidental deletion.
    func namespace(now: Date) throws -> NewMetadefNamespace {
        try NewMetadefNamespace(
            [
                "namespace": .string(name), "display_name": .string(title), "description": .string(description),
                "visibility": .string("public"), "protected": .bool(true),
                "resource_type_associations": .array(resources.map { .object($0.fields) }),
                "properties": .object(
                    Dictionary(
                        properties.map { ($0.name, .object($0.definition)) }, uniquingKeysWith: { first, _ in first })),
            ],
            project: "admin", now: now, to: nil)
    }
}
