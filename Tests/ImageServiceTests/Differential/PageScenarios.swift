import Testing

extension DifferentialTests {
    /// `GET /v2/images`: in which order, and how many at a time.
    @Suite struct Page {
        static let scenarios: [Scenario] = [
            Scenario(
                "sorting",
                [
                    .post(
                        "/v2/images",
                        #"{"name":"a","tags":["{unique}","x"],"disk_format":"raw","container_format":"bare","min_disk":1,"min_ram":5,"foo":"bar"}"#,
                        keep: "a"),
                    .post(
                        "/v2/images",
                        #"{"name":"b","tags":["{unique}","y"],"disk_format":"qcow2","container_format":"ovf","visibility":"private","protected":true}"#,
                        keep: "b"),
                    .post(
                        "/v2/images", #"{"name":"B","tags":["{unique}","x","y"],"visibility":"community"}"#, keep: "c"),
                    .post("/v2/images", #"{"tags":["{unique}"],"os_hidden":true,"name":"hid,den"}"#, keep: "d"),
                    .post(
                        "/v2/images", #"{"name":"pub","tags":["{unique}"],"visibility":"public"}"#, as: .admin,
                        keep: "e"),
                    .post("/v2/images", #"{"name":"theirs","tags":["{unique}"]}"#, as: .other, keep: "f"),
                    .post(
                        "/v2/images", #"{"name":"their community","tags":["{unique}"],"visibility":"community"}"#,
                        as: .other, keep: "g"),
                    .upload("/v2/images/{a}/file", "hello"),
                    .get("/v2/images?tag={unique}&sort=name"),
                    .get("/v2/images?tag={unique}&sort=name:asc"),
                    .get("/v2/images?tag={unique}&sort=name:desc"),
                    .get("/v2/images?tag={unique}&sort=name:up"),
                    .get("/v2/images?tag={unique}&sort=name:"),
                    .get("/v2/images?tag={unique}&sort="),
                    .get("/v2/images?tag={unique}&sort=nope"),
                    .get("/v2/images?tag={unique}&sort=status:asc,name:desc"),
                    .get("/v2/images?tag={unique}&sort=status:asc,%20name%20:%20desc"),
                    .get("/v2/images?tag={unique}&sort=size:asc"),
                    .get("/v2/images?tag={unique}&sort=size:desc"),
                    .get("/v2/images?tag={unique}&sort=disk_format:asc"),
                    .get("/v2/images?tag={unique}&sort=container_format:desc"),
                    .get("/v2/images?tag={unique}&sort=created_at:asc"),
                    .get("/v2/images?tag={unique}&sort=updated_at:asc"),
                    .get("/v2/images?tag={unique}&sort=owner"),
                    .get("/v2/images?tag={unique}&sort=min_disk"),
                    .get("/v2/images?tag={unique}&sort=foo"),
                    .get("/v2/images?tag={unique}&sort=name:asc,name:desc"),
                    .get("/v2/images?tag={unique}&sort_key=name"),
                    .get("/v2/images?tag={unique}&sort_key=name&sort_dir=asc"),
                    .get("/v2/images?tag={unique}&sort_dir=asc"),
                    .get(
                        "/v2/images?tag={unique}&sort_key=status&sort_key=name&sort_dir=asc",
                        differs: .repeatedParameters),
                    .get(
                        "/v2/images?tag={unique}&sort_key=status&sort_key=name&sort_dir=asc&sort_dir=desc",
                        differs: .repeatedParameters),
                    .get("/v2/images?tag={unique}&sort_key=name&sort_dir=asc&sort_dir=desc"),
                    .get("/v2/images?tag={unique}&sort_dir=asc&sort_dir=desc"),
                    .get("/v2/images?tag={unique}&sort_key=nope"),
                    .get("/v2/images?tag={unique}&sort_dir=nope"),
                    .get("/v2/images?tag={unique}&sort_key="),
                    .get("/v2/images?tag={unique}&sort=name&sort_key=name"),
                    .get("/v2/images?tag={unique}&sort=name&sort_dir=asc"),
                    .get("/v2/images?tag={unique}&sort=name&sort=id", differs: .secondSort),
                    .patch("/v2/images/{b}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                ]),
            Scenario(
                "paging",
                [
                    .post(
                        "/v2/images",
                        #"{"name":"a","tags":["{unique}","x"],"disk_format":"raw","container_format":"bare","min_disk":1,"min_ram":5,"foo":"bar"}"#,
                        keep: "a"),
                    .post(
                        "/v2/images",
                        #"{"name":"b","tags":["{unique}","y"],"disk_format":"qcow2","container_format":"ovf","visibility":"private","protected":true}"#,
                        keep: "b"),
                    .post(
                        "/v2/images", #"{"name":"B","tags":["{unique}","x","y"],"visibility":"community"}"#, keep: "c"),
                    .post("/v2/images", #"{"tags":["{unique}"],"os_hidden":true,"name":"hid,den"}"#, keep: "d"),
                    .post(
                        "/v2/images", #"{"name":"pub","tags":["{unique}"],"visibility":"public"}"#, as: .admin,
                        keep: "e"),
                    .post("/v2/images", #"{"name":"theirs","tags":["{unique}"]}"#, as: .other, keep: "f"),
                    .post(
                        "/v2/images", #"{"name":"their community","tags":["{unique}"],"visibility":"community"}"#,
                        as: .other, keep: "g"),
                    .upload("/v2/images/{a}/file", "hello"),
                    .get("/v2/images?tag={unique}&limit=2"),
                    .get("/v2/images?tag={unique}&limit=2&marker={c}"),
                    .get("/v2/images?tag={unique}&limit=2&marker={a}"),
                    .get("/v2/images?tag={unique}&limit=1&sort=name:asc"),
                    .get("/v2/images?tag={unique}&limit=1&sort=name:asc&marker={a}"),
                    .get("/v2/images?tag={unique}&limit=1&sort=size:asc&marker={b}", differs: .pagingPastNull),
                    .get("/v2/images?tag={unique}&limit=1&sort=name:asc,id:desc"),
                    .get("/v2/images?tag={unique}&limit=0"),
                    .get("/v2/images?tag={unique}&limit=-1"),
                    .get("/v2/images?tag={unique}&limit=x"),
                    .get("/v2/images?tag={unique}&limit="),
                    .get("/v2/images?tag={unique}&limit=%202%20"),
                    .get("/v2/images?tag={unique}&limit=1_0", differs: .pythonNumber),
                    .get("/v2/images?tag={unique}&limit=99999"),
                    .get("/v2/images?tag={unique}&limit=99999999999999999999999"),
                    .get("/v2/images?tag={unique}&marker=nope"),
                    .get("/v2/images?tag={unique}&marker={f}", differs: .hiddenMarker),
                    .get("/v2/images?tag={unique}&marker="),
                    .get("/v2/images?tag={unique}&marker={d}&limit=1"),
                    .get("/v2/images?tag={unique}&limit=4"),
                    .get("/v2/images?tag={unique}&limit=2&name=a%20b&tag=x", differs: .repeatedParameters),
                    .get("/v2/images?tag={unique}&tag=x&limit=1", differs: .repeatedParameters),
                    .patch("/v2/images/{b}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                ]),
        ]

        @Test("a list goes on as Glance's does", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
