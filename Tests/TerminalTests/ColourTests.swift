import Testing

@testable import Terminal

@Suite("Colours for terminals that have fewer")
struct ColourTests {
    @Test("every colour becomes one that the terminal has", arguments: [8, 9, 15, 16, 64, 88, 255])
    func range(count: Int) {
        for index in UInt8.min...UInt8.max {
            for isForeground in [true, false] {
                guard case .palette(let reduced) = Colour.palette(index).reduced(to: count, isForeground: isForeground)
                else {
                    // A grey text in the terminal's own colour.
                    #expect(isForeground && count < 16)
                    continue
                }
                // What comes after the first sixteen means something else in each palette.
                #expect(Int(reduced) < min(count, 16))
                if Int(index) < min(count, 16) { #expect(reduced == index) }
            }
        }
    }

    @Test("a terminal with all of them shows them as they are", arguments: [256, 1 << 24])
    func all(count: Int) {
        for index in UInt8.min...UInt8.max {
            #expect(Colour.palette(index).reduced(to: count, isForeground: true) == .palette(index))
        }
    }

    @Test("the terminal's own colour stays so", arguments: [8, 16, 256])
    func standard(count: Int) {
        #expect(Colour.standard.reduced(to: count, isForeground: true) == .standard)
        #expect(Colour.standard.reduced(to: count, isForeground: false) == .standard)
    }

    @Test(
        "the nearest colour is taken",
        arguments: [
            (196, 16, 9), (196, 8, 1), (46, 8, 2), (21, 8, 4), (226, 8, 3), (201, 8, 5), (51, 8, 6), (16, 8, 0),
            (231, 16, 15),
            (244, 16, 8), (240, 16, 8), (250, 16, 7), (9, 8, 1), (12, 8, 4), (24, 8, 4), (153, 8, 7),
        ] as [(UInt8, Int, UInt8)])
    func nearest(index: UInt8, count: Int, expected: UInt8) {
        #expect(Colour.palette(index).reduced(to: count, isForeground: false) == .palette(expected))
        #expect(Colour.palette(index).reduced(to: count, isForeground: true) == .palette(expected))
    }

    @Test("with eight colours a grey text can be read on dark and on light; black and white stay")
    func greys() {
        for index in [8] + Array(UInt8(236)...UInt8(253)) {
            #expect(Colour.palette(index).reduced(to: 8, isForeground: true) == .standard)
        }
        for index in [UInt8(16), 232] {
            #expect(Colour.palette(index).reduced(to: 8, isForeground: true) == .palette(0))
        }
        for index in [UInt8(15), 231, 255] {
            #expect(Colour.palette(index).reduced(to: 8, isForeground: true) == .palette(7))
        }
        // Behind a text, the nearest of black and white.
        #expect(Colour.palette(236).reduced(to: 8, isForeground: false) == .palette(0))
        #expect(Colour.palette(253).reduced(to: 8, isForeground: false) == .palette(7))
    }
}
