import Foundation
import Testing

@testable import ImageModel

@Suite struct ImageSchemaTests {
    private func schema() throws -> ImageSchema {
        let json = """
            {"name": "image", "additionalProperties": {"type": "string"}, "links": [{"rel": "self", "href": "{self}"}],
             "properties": {
              "name": {"type": ["null", "string"], "description": "Descriptive name for the image", "maxLength": 255},
              "status": {"type": "string", "readOnly": true, "description": "Status of the image",
                         "enum": ["queued", "saving", "active"]},
              "disk_format": {"type": ["null", "string"], "enum": [null, "raw", "qcow2"]},
              "visibility": {"type": "string", "enum": ["community", "public", "private", "shared"]},
              "tags": {"type": "array", "items": {"type": "string", "maxLength": 255}},
              "os_type": {"enum": [null, "linux"]},
              "empty": {}}}
            """
        return try JSONDecoder().decode(ImageSchema.self, from: Data(json.utf8))
    }

    @Test("choices are the values of an enum, without null")
    func choices() throws {
        let schema = try schema()
        #expect(schema[.diskFormat]?.choices == ["raw", "qcow2"])
        #expect(schema[.visibility]?.choices == ["community", "public", "private", "shared"])
        #expect(schema[.name] != nil && schema[.name]?.choices == nil)
    }

    @Test("null is known from the type or from the enum")
    func nullable() throws {
        let schema = try schema()
        #expect(schema[.name]?.isNullable == true)
        #expect(schema[.diskFormat]?.isNullable == true)
        #expect(schema["os_type"]?.isNullable == true)
        #expect(schema[.visibility]?.isNullable == false)
        #expect(schema[.tags]?.isNullable == false)
    }

    @Test("lengths, descriptions and who sets an attribute are read")
    func rest() throws {
        let schema = try schema()
        #expect(schema[.name]?.maxLength == 255)
        #expect(schema[.name]?.description == "Descriptive name for the image")
        #expect(schema[.name]?.isReadOnly == false)
        #expect(schema[.status]?.isReadOnly == true)
        #expect(schema["empty"] == ImageSchema.Property())
        #expect(schema["missing"] == nil)
    }

    @Test(
        "what is no schema is refused",
        arguments: ["{}", "[]", #"{"properties": []}"#, #"{"properties": {"name": {"maxLength": "long"}}}"#])
    func noSchema(_ json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ImageSchema.self, from: Data(json.utf8))
        }
    }
}
