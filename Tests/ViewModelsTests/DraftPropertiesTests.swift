import Testing

@testable import ViewModels

@Suite struct DraftPropertiesTests {
    private var draft: Draft {
        var draft = Draft()
        draft.properties = ["b=1", " a  b =x=y", "c", "b=2"]
        return draft
    }

    @Test("a property is found by its name, whatever spaces were typed around it")
    func value() {
        #expect(draft.value(ofProperty: "b") == "1")
        #expect(draft.value(ofProperty: "a b") == "x=y")
        #expect(draft.value(ofProperty: "c") == "")
        #expect(draft.value(ofProperty: "d") == nil)
        #expect(draft.namedProperties.map(\.name) == ["b", "a b", "c", "b"])
    }

    @Test("a property is set in its place, or at the end")
    func set() {
        var draft = draft
        draft.set(property: "a b", to: "z")
        draft.set(property: "d", to: "")
        #expect(draft.properties == ["b=1", "a b=z", "c", "b=2", "d="])
        #expect(draft.set(property: " e = f=g ") == "e")
        #expect(draft.value(ofProperty: "e") == "f=g")
        draft.set(property: "e= typed ")
        #expect(draft.value(ofProperty: "e") == "typed")
    }

    @Test("a property is taken out as often as it is there")
    func remove() {
        var draft = draft
        draft.remove(property: "b")
        draft.remove(property: "nothing")
        #expect(draft.properties == [" a  b =x=y", "c"])
    }
}
