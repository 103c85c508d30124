import Foundation

@testable import ImageModel

extension Image {
    /// A record that was changed so long before the moment of the stage.
    static func sample(
        _ name: String?, _ status: ImageStatus = .active, _ visibility: Visibility = .shared, disk: String? = "qcow2",
        container: String? = "bare", size: Int64? = nil, minDisk: Int64 = 0, minRAM: Int64 = 0, age: TimeInterval = 0,
        number: Int = 1
    ) -> Image {
        let moment = Timestamp(rawValue: (Stage.moment - age).formatted(.iso8601))
        return Image(
            id: String(format: "b2173dd3-7ad6-4362-baa6-%012d", number), name: name, status: status,
            visibility: visibility, owner: "5ef70662f8b34079a6eddb8da9d75fe8", diskFormat: disk,
            containerFormat: container, size: size, virtualSize: nil, minDisk: minDisk, minRAM: minRAM,
            isProtected: false, isHidden: false, tags: [], createdAt: moment, updatedAt: moment, checksum: nil,
            hashAlgorithm: nil, secureHash: nil, additional: [:])
    }

    /// A list with every status.
    static let samples: [Image] = {
        let hour: TimeInterval = 3600
        let rows: [Image] = [
            .sample("alpine-3.20", size: 59_034_624, minDisk: 1, age: 150),
            .sample("debian-12-genericcloud-amd64", .saving, .private, age: 4),
            .sample("windows-2022", .queued, .private, disk: "vhdx", minDisk: 40, minRAM: 4096, age: 30 * hour),
            .sample("ubuntu-24.04-server", .active, .public, size: 618_659_840, minDisk: 4, age: 3 * hour),
            .sample("fedora-coreos-41", .uploading, age: 40),
            .sample("rocky-9", .importing, disk: "raw", age: 75),
            .sample(
                "cirros-0.6.2", .deactivated, .community, size: 21_430_272, minDisk: 1, minRAM: 128,
                age: 12 * 24 * hour),
            .sample("rhel-10-beta", .killed, .private, disk: "vmdk", container: "ova", age: 26 * 24 * hour),
            .sample("plan9-appliance", .pendingDelete, disk: "vdi", age: 500 * 24 * hour),
            .sample("netbsd-10", .deleted, disk: "iso", size: 731_906_048, age: 800 * 24 * hour),
            .sample("haiku-r1", "caching", "regional", disk: "ploop", age: 7 * 24 * hour),
            .sample(nil, .queued, disk: nil, container: nil, age: 59 * 60),
        ]
        return rows.enumerated().map { index, image in
            var image = image
            image.id = String(format: "b2173dd3-7ad6-4362-baa6-%012d", index + 1)
            return image
        }
    }()

    /// A list as most clouds have it.
    static let everyday = samples.filter {
        $0.name != nil && ![.pendingDelete, .deleted, "caching"].contains($0.status)
    }

    /// So many images.
    static func samples(count: Int) -> [Image] {
        (1...count).map { .sample("image-\($0)", size: Int64($0) << 20, age: Double($0) * 60, number: $0) }
    }

    /// The record as an answer: every attribute of the API, null ones too, and what is told besides.
    func record(
        besides: [String: JSONValue] = [:], headers: ImageHeaders = ImageHeaders(requestID: "req-0b1c8f6a")
    ) -> ImageRecord {
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        func number(_ value: Int64?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
        let fields: [ImageAttribute: JSONValue] = [
            .name: text(name), .id: .string(id), .status: .string(status.rawValue),
            .visibility: .string(visibility.rawValue), .owner: text(owner), .diskFormat: text(diskFormat),
            .containerFormat: text(containerFormat), .size: number(size), .virtualSize: number(virtualSize),
            .minDisk: number(minDisk), .minRAM: number(minRAM), .protected: .bool(isProtected),
            .hidden: .bool(isHidden),
            .tags: .array(tags.map(JSONValue.string)), .createdAt: text(createdAt?.rawValue),
            .updatedAt: text(updatedAt?.rawValue), .checksum: text(checksum), .hashAlgorithm: text(hashAlgorithm),
            .hashValue: text(secureHash), .selfLink: .string("/v2/images/\(id)"),
            .file: .string("/v2/images/\(id)/file"), .schema: .string("/v2/schemas/image"),
        ]
        let named = Dictionary(uniqueKeysWithValues: fields.map { ($0.key.rawValue, $0.value) })
        return ImageRecord(image: self, fields: named.merging(besides) { $1 }, headers: headers)
    }
}

extension ImageSchema {
    /// What Glance 33 says, as far as the form asks.
    static let sample = ImageSchema(properties: [
        "name": .init(description: "Descriptive name for the image", isNullable: true, maxLength: 255),
        "id": .init(description: "An identifier for the image"),
        "disk_format": .init(
            description: "Format of the disk",
            choices: [
                "ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop", "gpt", "luks",
            ],
            isNullable: true),
        "container_format": .init(
            description: "Format of the container",
            choices: ["ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"], isNullable: true),
        "visibility": .init(
            description: "Scope of image accessibility", choices: ["community", "public", "private", "shared"]),
        "tags": .init(description: "List of strings related to the image"),
        "min_disk": .init(description: "Amount of disk space (in GB) required to boot image."),
        "min_ram": .init(description: "Amount of ram (in MB) required to boot image."),
        "protected": .init(description: "If true, image will not be deletable."),
        "os_hidden": .init(description: "If true, image will not appear in default image list response."),
    ])
}
