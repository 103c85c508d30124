import Testing

@testable import ImageModel

/// The messages are Glance 33's own, as plain text; long values are cut.
@Suite struct NamedAttributeTests {
    private func named(_ message: String) -> ImageAttribute? { APIError(status: 400, message: message).namedAttribute }

    /// A schema mismatch as Glance words it.
    private static func mismatch(_ problem: String, _ rule: String, _ schema: String, _ instance: String) -> String {
        """
        Provided object does not match schema 'image': \(problem)

        Failed validating '\(rule)' in schema\(schema)

        On instance\(instance)
        """
    }

    @Test(
        "a value that does not match the schema names its attribute",
        arguments: [
            (
                mismatch(
                    "5 is not of type 'null', 'string'", "type",
                    """
                    ['properties']['name']:
                        {'type': ['null', 'string'],
                         'description': 'Descriptive name for the image',
                         'maxLength': 255}
                    """, "['name']:\n    5"), .name
            ),
            (
                mismatch(
                    "'5' is not of type 'integer'", "type",
                    """
                    ['properties']['min_disk']:
                        {'type': 'integer',
                         'description': 'Amount of disk space (in GB) required to boot image.'}
                    """, "['min_disk']:\n    '5'"), .minDisk
            ),
            (
                mismatch(
                    "1.5 is not of type 'integer'", "type",
                    """
                    ['properties']['min_ram']:
                        {'type': 'integer',
                         'description': 'Amount of ram (in MB) required to boot image.'}
                    """, "['min_ram']:\n    1.5"), .minRAM
            ),
            (
                mismatch(
                    "'foo' is not one of [None, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', "
                        + "'iso', 'ploop']", "enum",
                    """
                    ['properties']['disk_format']:
                        {'type': ['null', 'string'],
                         'description': 'Format of the disk',
                         'enum': [None,
                                  'ami']}
                    """, "['disk_format']:\n    'foo'"), .diskFormat
            ),
            (
                mismatch(
                    "'foo' is not one of ['community', 'public', 'private', 'shared']", "enum",
                    """
                    ['properties']['visibility']:
                        {'type': 'string',
                         'description': 'Scope of image accessibility',
                         'enum': ['community', 'public', 'private', 'shared']}
                    """, "['visibility']:\n    'foo'"), .visibility
            ),
            (
                mismatch(
                    "'true' is not of type 'boolean'", "type",
                    """
                    ['properties']['protected']:
                        {'type': 'boolean',
                         'description': 'If true, image will not be deletable.'}
                    """, "['protected']:\n    'true'"), .protected
            ),
            (
                mismatch(
                    "'xxxxxxxx' is too long", "maxLength",
                    """
                    ['properties']['tags']['items']:
                        {'type': 'string', 'maxLength': 255}
                    """, "['tags'][0]:\n    'xxxxxxxx'"), .tags
            ),
            (
                mismatch(
                    "'nope' does not match '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-"
                        + "([0-9a-fA-F]){12}$'", "pattern",
                    """
                    ['properties']['id']:
                        {'type': 'string',
                         'description': 'An identifier for the image'}
                    """, "['id']:\n    'nope'"), .id
            ),
            (
                mismatch(
                    "5 is not of type 'string'", "type", "['additionalProperties']:\n    {'type': 'string'}",
                    "['foo']:\n    5"), "foo"
            ),
            (
                mismatch(
                    "None is not of type 'string'", "type", "['additionalProperties']:\n    {'type': 'string'}",
                    "['foo']:\n    None"), "foo"
            ),
            (
                mismatch(
                    "5 is not of type 'string'", "type", "['additionalProperties']:\n    {'type': 'string'}",
                    "[\"it's\"]:\n    5"), "it's"
            ),
        ] as [(String, ImageAttribute)])
    func schemaMismatch(_ message: String, _ attribute: ImageAttribute) {
        #expect(named(message) == attribute)
    }

    @Test(
        "a refusal in a sentence names its attribute",
        arguments: [
            ("Invalid value '-1' for parameter 'min_disk': Cannot be a negative value", .minDisk),
            ("'min_disk' value out of range, must not exceed 2147483647.", .minDisk),
            ("'min_ram' value out of range, must not exceed 2147483647.", .minRAM),
            ("Name can't contain 4 byte unicode characters.", .name),
            ("Hw_Hostname can't contain 4 byte unicode characters.", "hw_hostname"),
            ("Os_Name can't contain 4 byte unicode characters.", "os_name"),
            ("Property names can't contain 4 byte unicode.", "properties"),
            ("Param values can't contain 4 byte unicode.", .tags),
            ("Attribute 'status' is read-only.", .status),
            ("Attribute 'locations' is reserved.", .locations),
            ("Access was denied to this resource.\nAttribute 'os_glance_x' is reserved.", "os_glance_x"),
            ("Access was denied to this resource.\nAttribute 'deleted' is reserved.", "deleted"),
            ("Access was denied to this resource.\nYou are not permitted to create images owned by 'abc'", .owner),
            ("You are not authorized to complete publicize_image action.", .visibility),
            (
                "The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128", .tags
            ),
            (
                "The limit has been exceeded on the number of allowed image properties. Attempted: 129, Maximum: 128",
                "properties"
            ),
            ("Custom property should not be greater than 255 characters.", "properties"),
            ("Image ID 004bdb5e-4adb-412f-ae25-fcc1035f9be0 already exists!", .id),
            ("Properties disk_format, container_format must be set prior to saving data.", .diskFormat),
            (
                "The request media type application/octet-stream is not supported by this server.\n\n"
                    + "Image disk_format qcow2 does not match stream data raw", .diskFormat
            ),
            ("Invalid visibility value: foo", .visibility),
        ] as [(String, ImageAttribute)])
    func sentence(_ message: String, _ attribute: ImageAttribute) {
        #expect(named(message) == attribute)
    }

    @Test(
        "an answer that is about no attribute names none",
        arguments: [
            "", "Malformed JSON in request body.", "Body expected in request.",
            "The server has either erred or is incapable of performing the requested operation.",
            "The resource could not be found.", "The method PUT is not allowed for this resource.",
            "No image found with ID d0463f7d-41a3-47b3-9b20-33922a5a79bb",
            "Failed to find image d0463f7d-41a3-47b3-9b20-33922a5a79bb to delete",
            "Image 84d58351-8b12-455d-890a-f544aec725bf is protected and cannot be deleted.",
            "Image status transition from active to saving is not allowed",
            "You are not authorized to complete upload_image action.",
            "You are not authorized to complete delete_image action.",
            "This server could not verify that you are authorized to access the document you requested. Either you "
                + "supplied the wrong credentials (e.g., bad password), or your browser does not understand how to "
                + "supply the credentials required.",
            "Attribute '", "On instance['",
        ])
    func none(_ message: String) {
        #expect(named(message) == nil)
    }
}
