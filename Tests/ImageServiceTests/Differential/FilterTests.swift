import Testing

extension DifferentialTests {
    /// `GET /v2/images`: whose images, and which of them.
    @Suite struct Filter {
        static let scenarios: [Scenario] = [
            Scenario(
                "visibility",
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
                    .get("/v2/images?tag={unique}"),
                    .get("/v2/images?tag={unique}", as: .other),
                    .get("/v2/images?tag={unique}", as: .admin),
                    .get("/v2/images?tag={unique}&visibility=public"),
                    .get("/v2/images?tag={unique}&visibility=private"),
                    .get("/v2/images?tag={unique}&visibility=shared"),
                    .get("/v2/images?tag={unique}&visibility=community"),
                    .get("/v2/images?tag={unique}&visibility=all"),
                    .get("/v2/images?tag={unique}&visibility=all", as: .other),
                    .get("/v2/images?tag={unique}&visibility=all", as: .admin),
                    .get("/v2/images?tag={unique}&visibility=community", as: .admin),
                    .get("/v2/images?tag={unique}&visibility=private", as: .admin),
                    .get("/v2/images?tag={unique}&visibility=foo"),
                    .get("/v2/images?tag={unique}&visibility="),
                    .get("/v2/images?tag={unique}&visibility=PUBLIC"),
                    .patch("/v2/images/{b}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                ]),
            Scenario(
                "filters on text",
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
                    .get("/v2/images?tag={unique}&name=a"),
                    .get("/v2/images?tag={unique}&name=A"),
                    .get("/v2/images?tag={unique}&name="),
                    .get("/v2/images?tag={unique}&name=in:a,b"),
                    .get("/v2/images?tag={unique}&name=in:%22a%22,b"),
                    .get("/v2/images?tag={unique}&os_hidden=true&name=in:%22hid,den%22,b"),
                    .get("/v2/images?tag={unique}&name=in:%22a,b"),
                    .get("/v2/images?tag={unique}&name=in:"),
                    .get("/v2/images?tag={unique}&name=eq:a"),
                    .get("/v2/images?tag={unique}&name=neq:a"),
                    .get("/v2/images?tag={unique}&name=foo:a"),
                    .get("/v2/images?tag={unique}&status=active"),
                    .get("/v2/images?tag={unique}&status=queued"),
                    .get("/v2/images?tag={unique}&status=in:queued,active"),
                    .get("/v2/images?tag={unique}&status=foo"),
                    .get("/v2/images?tag={unique}&disk_format=raw"),
                    .get("/v2/images?tag={unique}&disk_format=in:raw,qcow2"),
                    .get("/v2/images?tag={unique}&container_format=ovf"),
                    .get("/v2/images?tag={unique}&id={a}"),
                    .get("/v2/images?tag={unique}&id=in:{a},{b}"),
                    .get("/v2/images?tag={unique}&id=nope"),
                    .get("/v2/images?tag={unique}&checksum=5d41402abc4b2a76b9719d911017c592"),
                    .get(
                        "/v2/images?tag={unique}&os_hash_value=9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043"
                    ),
                    .get("/v2/images?tag={unique}&os_hash_algo=sha512"),
                    .patch("/v2/images/{b}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                ]),
            Scenario(
                "filters on numbers, flags, tags and properties",
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
                    .get("/v2/images?tag={unique}&size=5"),
                    .get("/v2/images?tag={unique}&size_min=5"),
                    .get("/v2/images?tag={unique}&size_min=6"),
                    .get("/v2/images?tag={unique}&size_max=5"),
                    .get("/v2/images?tag={unique}&size_max=4"),
                    .get("/v2/images?tag={unique}&size_min=x"),
                    .get("/v2/images?tag={unique}&size_max=x"),
                    .get("/v2/images?tag={unique}&size_min=-1"),
                    .get("/v2/images?tag={unique}&size_min="),
                    .get("/v2/images?tag={unique}&size=x"),
                    .get("/v2/images?tag={unique}&min_disk=1"),
                    .get("/v2/images?tag={unique}&min_disk=x"),
                    .get("/v2/images?tag={unique}&min_ram=5"),
                    .get("/v2/images?tag={unique}&min_ram_min=5"),
                    .get("/v2/images?tag={unique}&min_disk_max=0"),
                    .get("/v2/images?tag={unique}&virtual_size=5"),
                    .get("/v2/images?tag={unique}&owner={demo}"),
                    .get("/v2/images?tag={unique}&owner={other}"),
                    .get("/v2/images?tag={unique}&owner=nobody"),
                    .get("/v2/images?tag={unique}&owner={other}", as: .admin),
                    .get("/v2/images?tag={unique}&protected=true"),
                    .get("/v2/images?tag={unique}&protected=false"),
                    .get("/v2/images?tag={unique}&protected=True"),
                    .get("/v2/images?tag={unique}&protected=1"),
                    .get("/v2/images?tag={unique}&protected="),
                    .get("/v2/images?tag={unique}&os_hidden=true"),
                    .get("/v2/images?tag={unique}&os_hidden=false"),
                    .get("/v2/images?tag={unique}&os_hidden=TRUE"),
                    .get("/v2/images?tag={unique}&os_hidden=1"),
                    .get("/v2/images?tag={unique}&os_hidden="),
                    .get("/v2/images?tag={unique}&tag=x", differs: .repeatedParameters),
                    .get("/v2/images?tag={unique}&tag=x&tag=y", differs: .repeatedParameters),
                    .get("/v2/images?tag={unique}&tag=nope", differs: .repeatedParameters),
                    .get("/v2/images?tag={unique}&tag=X", differs: .repeatedParameters),
                    .get("/v2/images?tag="),
                    .get("/v2/images?tags={unique}"),
                    .get("/v2/images?tag=%20{unique}%20"),
                    .get("/v2/images?tag={unique}&foo=bar"),
                    .get("/v2/images?tag={unique}&foo=nope"),
                    .get("/v2/images?tag={unique}&foo="),
                    .get("/v2/images?tag={unique}&nothere=x"),
                    .get("/v2/images?tag={unique}&deleted=true"),
                    .get("/v2/images?tag={unique}&deleted=false"),
                    .get("/v2/images?tag={unique}&changes-since=2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&changes-since=", differs: .badInput),
                    .get("/v2/images?tag={unique}&is_public=true"),
                    .get("/v2/images?tag={unique}&stores=fast"),
                    .patch("/v2/images/{b}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                ]),
            Scenario(
                "filters on times, and what else is said",
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
                    .get("/v2/images?tag={unique}&created_at=gt:2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at=lt:2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at=gte:2020-01-01"),
                    .get("/v2/images?tag={unique}&created_at=2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at=eq:2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at=neq:2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at=gt:x"),
                    .get("/v2/images?tag={unique}&created_at=foo:2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at=in:2020-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&created_at="),
                    .get("/v2/images?tag={unique}&updated_at=gt:2020-01-01T00:00:00%2B01:00"),
                    .get("/v2/images?tag={unique}&updated_at=lte:2999-01-01T00:00:00Z"),
                    .get("/v2/images?tag={unique}&name=a&name=b", differs: .repeatedParameters),
                    .get("/v2/images?name=a;tag={unique}"),
                    .get("/v2/images?tag={unique}&member_status=all"),
                    .get("/v2/images?tag={unique}&member_status=pending"),
                    .get("/v2/images?tag={unique}&member_status=foo"),
                    .get("/v2/images?tag={unique}&member_status="),
                    .get("/v2/images?tag={unique}&self=x"),
                    .get("/v2/images?tag={unique}&image_id={a}"),
                    .get("/v2/images?tag={unique}&location=x"),
                    .get("/v2/images?tag={unique}&%F0%9F%98%80=x"),
                    .get("/v2/images?tag={unique}&name=%F0%9F%98%80"),
                    .get("/v2/images?tag={unique}&name=%FF"),
                    .patch("/v2/images/{b}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                ]),
        ]

        @Test("a list holds what Glance's holds", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
