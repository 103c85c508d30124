import Foundation
import GRDB
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// The definitions that are there from the start.
@Suite(.atMost(8, of: "services")) struct MetadefSeedTests {
    @Test("each is public, protected, and whole", arguments: MetadefSeed.all.map(\.name))
    func whole(name: String) async throws {
        let seed = try #require(MetadefSeed.all.first { $0.name == name })
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.metadefs(.GET, "/\(name)", token: TestService.stranger)
            #expect(reply.status == 200)
            #expect(reply.fields["visibility"] == .string("public"))
            #expect(reply.fields["protected"] == .bool(true))
            #expect(reply.fields["display_name"] == .string(seed.title))
            let properties = try #require(reply.fields["properties"]?.object)
            #expect(Set(properties.keys) == Set(seed.properties.map(\.name)))
            #expect(properties.count == seed.properties.count)
            for (name, property) in properties {
                #expect(property.object?["title"]?.string?.isEmpty == false, "\(name)")
                #expect(property.object?["description"]?.string?.hasSuffix(".") == true, "\(name)")
            }
            #expect(reply.names("resource_type_associations").count == seed.resources.count)
        }
    }

    @Test(
        "an image finds what people set on images",
        arguments: [
            "architecture", "os_distro", "os_type", "os_secure_boot", "os_shutdown_timeout", "hw_disk_bus",
            "hw_firmware_type", "hw_machine_type", "hw_video_model", "hw_rng_model", "hw_vif_model",
            "hw_watchdog_action",
            "hw_cpu_cores", "hw_cpu_policy", "hw_mem_page_size", "hw_tpm_version", "hw_serial_port_count",
            "img_config_drive", "img_signature", "hypervisor_type",
        ])
    func properties(name: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            var names: Set<String> = []
            let list = try await service.metadefs(.GET, "?limit=100", token: TestService.reader)
            for namespace in list.names("namespaces", by: "namespace") {
                let reply = try await service.metadefs(
                    .GET, "/\(namespace)?resource_type=OS::Glance::Image", token: TestService.reader)
                names.formUnion(reply.fields["properties"]?.object?.keys.map { $0 } ?? [])
            }
            #expect(names.contains(name))
        }
    }

    @Test("one that is deleted or changed stays so through a restart")
    func staysDeleted() async throws {
        try await TestService.withFolder { folder in
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                let path = "/OS::Compute::Watchdog"
                #expect(try await service.metadefs(.DELETE, path).status == 403)
                let body = #"{"namespace":"OS::Compute::Watchdog","visibility":"public"}"#
                #expect(try await service.metadefs(.PUT, path, body).status == 200)
                #expect(try await service.metadefs(.DELETE, path).status == 204)
                #expect(try await service.metadefs(.POST, "/OS::OperatingSystem/tags/mine").status == 201)
            }
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                #expect(try await service.metadefs(.GET, "/OS::Compute::Watchdog").status == 404)
                #expect(try await service.metadefs(.GET, "/OS::OperatingSystem/tags").names("tags") == ["mine"])
                let list = try await service.metadefs(.GET, "?limit=1000")
                #expect(list.names("namespaces", by: "namespace").count == MetadefSeed.all.count - 1)
            }
        }
    }

    @Test("a folder from before the definitions gets them")
    func olderFolder() async throws {
        try await TestService.withFolder { folder in
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                _ = try await service.newImage()
            }
            // What a service without metadata definitions left behind.
            try await Catalogue(path: folder + "/catalogue.sqlite").write { database in
                for table in [
                    "metadefTag", "metadefProperty", "metadefObject", "resourceTypeAssociation", "resourceType",
                    "metadefNamespace",
                ] {
                    try database.drop(table: table)
                }
                try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'metadefs'")
            }
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                let list = try await service.metadefs(.GET, "?limit=1000")
                #expect(list.names("namespaces", by: "namespace").count == MetadefSeed.all.count)
                #expect(try await service.send(.GET, "/v2/images").fields["images"]?.array?.count == 1)
            }
        }
    }
}
