// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexasks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** Codex's questions that a yes or no settles, by the schema that its app-server prints of itself, and the answers. */
class TestCodexAsks : public QObject
{
    Q_OBJECT

    using Kind = AgentPermissionRequest::OptionKind;

    static QJsonObject object(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }
    static AgentPermissionRequest asked(const QString &method, const QByteArray &params)
    {
        return codex::permissionOf(method, object(params), {}, u"p"_s).value_or(AgentPermissionRequest{});
    }
    static const AgentPermissionRequest::Option *option(const AgentPermissionRequest &request, Kind kind)
    {
        const auto found = std::ranges::find(request.options, kind, &AgentPermissionRequest::Option::kind);
        return found == request.options.end() ? nullptr : &*found;
    }

    const QString m_command = u"item/commandExecution/requestApproval"_s;
    const QString m_change = u"item/fileChange/requestApproval"_s;
    const QString m_limits = u"item/permissions/requestApproval"_s;
    const QString m_elicit = u"mcpServer/elicitation/request"_s;

private Q_SLOTS:
    void whatIsAskedIsNamed_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QString>("title");
        const QString widen = u"Widen the limits of its own sandbox: "_s;
        QTest::newRow("a command") << m_command << QByteArray(R"({"command": "npm ci"})") << u"npm ci"_s;
        QTest::newRow("a host") << m_command << QByteArray(R"({"command": "npm ci",
            "networkApprovalContext": {"host": "x.org", "protocol": "https"}})") << u"Reach x.org (https)"_s;
        QTest::newRow("a folder") << m_change << QByteArray(R"({"grantRoot": "/w/a"})")
                                  << u"Edit files, and from then on all below /w/a"_s;
        QTest::newRow("everything") << m_limits << QByteArray(R"({"permissions": {"fileSystem": {"entries": [
            {"access": "write", "path": {"type": "special", "value": {"kind": "root"}}},
            {"access": "deny", "path": {"type": "glob_pattern", "pattern": "**/.env"}}]}}})")
                                    << widen + u"write / (everything), but not **/.env"_s;
        QTest::newRow("in its older form") << m_limits << QByteArray(R"({"permissions": {"fileSystem": {
            "read": ["/a"], "write": ["/b"]}}})") << widen + u"write /b, read /a"_s;
        QTest::newRow("no known place") << m_limits << QByteArray(R"({"permissions": {"fileSystem": {"entries": [
            {"access": "read", "path": {"type": "moon"}}]}}})") << widen + uR"(read {"type":"moon"})"_s;
        QTest::newRow("nothing") << m_limits << QByteArray(R"({"permissions": {}})") << widen + u"nothing is named"_s;
        QTest::newRow("a server's tool") << m_elicit << QByteArray(R"({"mode": "form", "message": "Run tool look?",
            "requestedSchema": {"type": "object", "properties": {}},
            "_meta": {"codex_approval_kind": "mcp_tool_call"}})") << u"Run tool look?"_s;
    }
    void whatIsAskedIsNamed()
    {
        QFETCH(QString, method);
        QFETCH(QByteArray, params);
        const AgentPermissionRequest request = asked(method, params);
        QCOMPARE(request.id, u"p"_s);
        QTEST(request.title, "title");
        QVERIFY(option(request, Kind::AllowOnce) && option(request, Kind::RejectOnce));
    }

    void moreRoomIsGivenAsItWasShownAndNoFurther()
    {
        const QByteArray params = R"({"reason": "the build writes there", "permissions": {
            "unheardOf": {"all": true}, "network": {"enabled": true, "unheardOf": true},
            "fileSystem": {"read": null, "write": null, "unheardOf": true, "entries": [
                {"access": "write", "path": {"type": "path", "path": "/w/out"}},
                {"access": "read", "path": {"type": "special", "value": {"kind": "slash_tmp"}}}]}}})";
        const AgentPermissionRequest request = asked(m_limits, params);
        QCOMPARE(request.title, u"Widen the limits of its own sandbox: write /w/out, read /tmp, reach the network"_s);
        QCOMPARE(request.why, u"the build writes there"_s);
        QCOMPARE(request.toolCall.locations, (QList<AgentToolCall::Location>{{u"/w/out"_s, 0}, {u"/tmp"_s, 0}}));
        QVERIFY(request.widensLimits);
        QJsonObject given = object(R"({"scope": "turn", "permissions": {
            "network": {"enabled": true},
            "fileSystem": {"entries": [
                {"access": "write", "path": {"type": "path", "path": "/w/out"}},
                {"access": "read", "path": {"type": "special", "value": {"kind": "slash_tmp"}}}]}}})");
        QCOMPARE(codex::answerTo(m_limits, object(params), option(request, Kind::AllowOnce)), given);
        given.insert("scope"_L1, u"session"_s);
        QCOMPARE(codex::answerTo(m_limits, object(params), option(request, Kind::AllowAlways)), given);
        const QJsonObject nothing = object(R"({"permissions": {}})");
        QCOMPARE(codex::answerTo(m_limits, object(params), option(request, Kind::RejectOnce)), nothing);
        QCOMPARE(codex::answerTo(m_limits, object(params), nullptr), nothing);
    }

    void aHostIsAskedAsAHostAndNotAsTheCommandBeforeIt()
    {
        const AgentPermissionRequest plain = asked(m_command, R"({"command": "npm ci",
            "networkApprovalContext": {"host": "x.org", "protocol": "http"}})");
        QVERIFY(plain.toolCall.command.isEmpty());
        QCOMPARE(plain.toolCall.raw.value("url"_L1).toString(), u"http://x.org:80"_s);
        const AgentPermissionRequest relayed = asked(m_command, R"({"command": "ssh x.org",
            "networkApprovalContext": {"host": "x.org", "protocol": "socks5Tcp"}})");
        QVERIFY(relayed.toolCall.raw.isEmpty()); // no port is told, so no rule for a host can cover it
    }

    void aServersToolIsAllowedForLongerOnlyWhereCodexOffersThat()
    {
        QJsonObject form = object(R"({"mode": "form", "message": "?", "requestedSchema": {"properties": {}}})");
        const auto with = [&form](const QByteArray &meta) {
            form.insert("_meta"_L1, object(meta));
            return QJsonDocument(form).toJson();
        };
        const AgentPermissionRequest once =
            asked(m_elicit, with(R"({"codex_approval_kind": "mcp_tool_call", "tool_params": {"city": "Bern"}})"));
        QVERIFY(!option(once, Kind::AllowAlways));
        QCOMPARE(once.toolCall.raw.value("city"_L1).toString(), u"Bern"_s);
        const QJsonObject yes = object(R"({"action": "accept", "content": {}})");
        QCOMPARE(codex::answerTo(m_elicit, {}, option(once, Kind::AllowOnce)), yes);
        QCOMPARE(codex::answerTo(m_elicit, {}, option(once, Kind::RejectOnce)), object(R"({"action": "decline"})"));
        QCOMPARE(codex::answerTo(m_elicit, {}, nullptr), object(R"({"action": "cancel"})"));
        const AgentPermissionRequest longer =
            asked(m_elicit, with(R"({"codex_approval_kind": "mcp_tool_call", "persist": ["session", "always"]})"));
        QCOMPARE(codex::answerTo(m_elicit, {}, option(longer, Kind::AllowAlways)),
                 object(R"({"action": "accept", "content": {}, "_meta": {"persist": "session"}})"));
    }

    void aFormThatWantsMoreThanAYesIsNoPermission()
    {
        QCOMPARE(asked(m_elicit, R"({"mode": "form", "message": "Which?",
            "requestedSchema": {"properties": {"a": {"type": "string"}}}})"), AgentPermissionRequest{});
        QCOMPARE(asked(m_elicit, R"({"mode": "form", "message": "Add it?", "requestedSchema": {"properties": {}},
            "_meta": {"codex_approval_kind": "tool_suggestion"}})"), AgentPermissionRequest{});
    }
};

QTEST_GUILESS_MAIN(TestCodexAsks)
#include "tst_codexasks.moc"
