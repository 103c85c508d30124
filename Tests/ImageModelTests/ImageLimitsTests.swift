import Testing

@testable import ImageModel

@Suite struct ImageLimitsTests {
    @Test(
        "an id is five groups of hexadecimal digits",
        arguments: [
            "004bdb5e-4adb-412f-ae25-fcc1035f9be0", "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "aAbBcCdD-0123-4567-89ef-ABCDEFabcdef",
        ])
    func ids(_ text: String) {
        #expect(ImageLimits.isImageID(text))
    }

    @Test(
        "anything else is not an id",
        arguments: [
            "", "nope", "004bdb5e4adb412fae25fcc1035f9be0", "004bdb5e-4adb-412f-ae25-fcc1035f9be",
            "004bdb5e-4adb-412f-ae25-fcc1035f9be00", "g04bdb5e-4adb-412f-ae25-fcc1035f9be0",
            " 004bdb5e-4adb-412f-ae25-fcc1035f9be0", "004bdb5e-4adb-412f-ae25-fcc1035f9be0\n",
            "{004bdb5e-4adb-412f-ae25-fcc1035f9be0}", "004bdb5e-4adb-412f-ae25-fcc1035f9be0-",
            "-004bdb5e-4adb-412f-ae25-fcc1035f9be0", "004bdb5e-4adb-412fa-e25-fcc1035f9be0", "----",
            "٠٠4bdb5e-4adb-412f-ae25-fcc1035f9be0", "００４b-4adb-412f-ae25-fcc1035f9be0",
        ])
    func notIDs(_ text: String) {
        #expect(!ImageLimits.isImageID(text))
    }
}
