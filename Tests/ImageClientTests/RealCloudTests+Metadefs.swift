import Foundation
import ImageModel
import NIOHTTP1
import Testing

@testable import ImageClient

extension RealCloudTests {
    /// What the real Glance says of properties: its own catalogue of definitions is loaded.
    @Suite struct Metadefs {
        private let cloud: RealCloud

        init() throws { cloud = try RealCloud() }

        @Test("the real Glance's namespaces for images are read page by page, and each with the names that images have")
        func metadefs() async throws {
            try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
                let namespaces = try await client.metadefNamespaces(pageSize: 3)
                let names = namespaces.map(\.name)
                try await #expect(client.metadefNamespaces().map(\.name) == names)
                #expect(Set(names).isSuperset(of: ["OS::Compute::LibvirtImage", "OS::Compute::CPUPinning"]))
                #expect(Set(names).count == names.count && names.count > 9)
                // It is for flavors and hosts, not for images.
                #expect(!names.contains("OS::Compute::HostCapabilities"))

                let libvirt = try await client.metadefNamespace("OS::Compute::LibvirtImage")
                #expect(libvirt.title == "libvirt Driver Options for Images")
                let bus = try #require(libvirt.properties.first { $0.name == "hw_disk_bus" })
                #expect(bus.title == "Disk Bus" && bus.type == .string && bus.choices.contains("virtio"))
                let memory = try #require(libvirt.properties.first { $0.name == "hw_video_ram" })
                #expect(memory.type == .integer && memory.minimum == 0)
                #expect(libvirt.properties.first { $0.name == "hw_scsi_model" }?.defaultValue == "virtio-scsi")
                #expect(libvirt.properties.first { $0.name == "hw_firmware_stateless" }?.type == .boolean)

                let pinning = try await client.metadefNamespace("OS::Compute::CPUPinning")
                #expect(pinning.prefix == "hw_")
                #expect(pinning.properties.map(\.name) == ["hw_cpu_policy", "hw_cpu_thread_policy"])

                let databases = try await client.metadefNamespace("OS::Software::DBMS")
                let mysql = try #require(databases.objects.first { $0.name == "MySQL" })
                let port = try #require(mysql.properties.first { $0.name == "sw_database_mysql_listen_port" })
                #expect(port.minimum == 1 && port.maximum == 65535 && port.defaultValue == "3606")
            }
        }

        @Test("every namespace of the real Glance is understood whole")
        func everyNamespace() async throws {
            try await RealCloud.use(RealCloud.configuration("demo")) { session, client in
                for name in try await client.metadefNamespaces().map(\.name) {
                    let namespace = try await client.metadefNamespace(name)
                    let path = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
                    let raw = try await RealCloud.send(
                        .GET, cloud.imageURL + "/v2/metadefs/namespaces/\(path)?resource_type=OS::Glance::Image",
                        session
                    ).decode([String: JSONValue].self)
                    let properties = raw["properties"]?.object ?? [:]
                    #expect(namespace.properties.map(\.name) == properties.keys.sorted())
                    for property in namespace.properties {
                        let fields = try #require(properties[property.name]?.object)
                        #expect(property.title == fields["title"]?.string)
                        #expect(property.description == fields["description"]?.string)
                        #expect(property.type.rawValue == fields["type"]?.string)
                        #expect(property.defaultValue == fields["default"]?.string)
                    }
                    #expect(namespace.objects.count == raw["objects"]?.array?.count ?? 0)
                }
            }
        }

        @Test("a namespace that is not there is not found")
        func noNamespace() async throws {
            try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
                let error = await #expect(throws: APIError.self) { try await client.metadefNamespace("OS::Nowhere") }
                #expect(error?.kind == .notFound)
            }
        }
    }
}
