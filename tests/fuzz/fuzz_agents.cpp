// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzdriver.h"

#include "agents/acpcodec.h"
#include "agents/acpcodec2.h"
#include "agents/acpoptions.h"
#include "agents/claudecodec.h"
#include "agents/codexasks.h"
#include "agents/codexcodec.h"
#include "agents/codexexec.h"
#include "agents/failure.h"
#include "agents/fieldreader.h"
#include "agents/jsonrpc.h"
#include "process/lineframer.h"
#include "process/processtree.h"

#include <QDir>
#include <QJsonDocument>

using namespace docket;
using namespace Qt::StringLiterals;

namespace docket::fuzz {

namespace {

void keep(const QList<AgentEvent> &events)
{
    for (const AgentEvent &event : events) {
        const auto read = eventFromLine(toLine(event));
        promise(read.has_value() && *read == event, "an event comes back from its line of the transcript");
    }
}

// Each line twice, since version 2 patches what was told before.
void readSecondAcp(const rpc::Message &rpc)
{
    const QJsonObject update = rpc.params.value("update"_L1).toObject();
    acp2::UpdateReader reader;
    for (int time = 0; time < 2; ++time) {
        keep(reader.eventsOf(update));
        keep({reader.permissionOf(rpc.params, u"p"_s)});
    }
    const auto idle = acp2::idleOf(update);
    promise(!idle || !acp2::isRunning(update), "an agent is not idle and at work at once");
    const QList<acp::SessionOption> options = acp::optionsOf(rpc.result);
    AgentProfile profile{.command = {u"x"_s}, .model = u"m"_s, .sessionMode = u"ask"_s};
    for (const int version : {1, 2}) {
        const auto settings = acp::settingsFor(profile, options, version);
        promise(!settings || settings->size() <= 2, "no more is set than the profile asks for");
    }
    (void)acp::loginWords(rpc.result, u"x"_s);
}

void readRpc(const QByteArray &line)
{
    const auto rpc = rpc::parse(line);
    if (!rpc)
        return;
    if (rpc->isCall())
        promise(rpc::answer(rpc->id, {}).contains("\"id\":"), "an answer carries an id");
    keep(acp::eventsOf(rpc->params.value("update"_L1).toObject()));
    keep({acp::permissionOf(rpc->params, u"p"_s)});
    if (const auto asked = codex::permissionOf(rpc->method, rpc->params, rpc->params, u"p"_s)) {
        keep({*asked});
        const QJsonObject no = codex::answerTo(rpc->method, rpc->params, nullptr);
        promise(no.value("decision"_L1) == "cancel"_L1 || no.value("action"_L1) == "cancel"_L1
                    || no.value("permissions"_L1) == QJsonValue(QJsonObject()),
                "where nobody chose, nothing is given");
    }
    if (const auto usage = acp::usageOf(rpc->result))
        keep({*usage});
    if (const auto event = codex::eventOf(rpc->params.value("item"_L1).toObject()))
        keep({*event});
    const AgentRoundEnded end = acp::endOf(rpc->result.value("stopReason"_L1).toString(), false);
    promise(!end.isPositive() || rpc->result.value("stopReason"_L1).toString() == "end_turn"_L1,
            "only end_turn is a positive end");
    (void)codex::endOf(rpc->params.value("turn"_L1).toObject(), u"x"_s);
    (void)codex::usageOf(rpc->params.value("tokenUsage"_L1).toObject(), {});
    (void)rpc::errorText(rpc->error);
    readSecondAcp(*rpc);
}

void readExec(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    codex::ExecReader reader(u"x"_s);
    keep(reader.read(object));
    promise(!reader.end() || !reader.end()->isPositive() || object.value("type"_L1).toString() == "turn.completed"_L1,
            "only a completed turn is a positive end");
}

// The bytes as the rules of a reader, and as a line that shipped rules read.
void readFields(const QByteArray &line)
{
    static const QList<FieldReader> shipped = [] {
        QList<FieldReader> readers;
        for (const AgentProfile &profile : builtInProfiles()) {
            if (auto reader = FieldReader::fromJson(profile.reader); reader && !reader->isEmpty())
                readers.append(*reader);
        }
        return readers;
    }();
    const QJsonDocument document = QJsonDocument::fromJson(line);
    for (FieldReader reader : shipped)
        keep(reader.read(document.object()));
    if (auto reader = FieldReader::fromJson(document.array()); reader)
        keep(reader->read(QJsonObject{{u"type"_s, u"text"_s}, {u"a"_s, document.array()}}));
}

void readClaude(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    keep(claude::eventsOf(object));
    keep({claude::permissionOf(object.value("request"_L1).toObject(), u"p"_s), claude::usageOf(object)});
    const AgentRoundEnded end = claude::endOf(object, u"x"_s);
    promise(!end.isPositive() || !object.value("is_error"_L1).toBool(), "an error is never a positive end");
}

} // namespace

QList<QByteArray> seeds()
{
    QList<QByteArray> lines{"", "{}", R"({"t":"usage","input":5})",
                            "42 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"};
    const QDir folder(QStringLiteral(DOCKET_AGENT_FIXTURES));
    const QStringList names = folder.entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        while (!file.atEnd())
            lines.append(file.readLine().trimmed().left(4000));
    }
    return lines;
}

QList<QByteArray> dictionary()
{
    return {"{",           "}",           "[",          "]",           "\"",           ":",
            ",",           "null",        "true",       "1e999",       "-1",           "\"id\":",
            "\"method\":", "\"result\":", "\"error\":", "\"update\":", "\"content\":", "\"type\":",
            "\\u0000",     "\\ud800",     "\xff",       "\n",          "\r\n",         "end_turn",
            "tool_use",    "(",           ")"};
}

void one(QByteArrayView input)
{
    LineFramer framer(64);
    qsizetype kept = 0;
    const auto lines = framer.feed(input);
    for (const LineFramer::Line &line : lines)
        kept += line.bytes.size();
    promise(kept <= input.size() && framer.heldBytes() <= 65, "the framer holds no more than its limit");
    const QByteArray bytes = input.toByteArray();
    readRpc(bytes);
    readClaude(bytes);
    readExec(bytes);
    readFields(bytes);
    promise(rpc::parseLine(bytes).size() <= bytes.size(), "a batch holds no more messages than bytes");
    (void)modelFailureIn(QString::fromUtf8(bytes));
    (void)eventFromLine(bytes);
    (void)parseStat(bytes);
    (void)TreeIdentity::fromText(bytes);
    (void)classifyFailure(0, QString::fromUtf8(bytes));
    promise(retryAfterSeconds(QString::fromUtf8(bytes)) >= 0, "nobody waits a negative time");
}

} // namespace docket::fuzz
