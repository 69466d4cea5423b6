// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/failure.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failuresAreReadRight_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("text");
        QTest::addColumn<FailureKind>("kind");
        const auto row = [](int status, const QString &text, FailureKind kind) {
            QTest::addRow("%d %s", status, qPrintable(text.left(40))) << status << text << kind;
        };
        row(429, u"x"_s, FailureKind::RateLimited);
        row(529, u"Overloaded"_s, FailureKind::RateLimited);
        row(-32603, u"Internal error: 429 Too Many Requests"_s, FailureKind::RateLimited);
        row(401, u"x"_s, FailureKind::AuthNeeded);
        row(-32000, u"Authentication required"_s, FailureKind::AuthNeeded);
        row(0, u"Not logged in · Please run /login"_s, FailureKind::AuthNeeded);
        row(0, u"API key not valid"_s, FailureKind::AuthNeeded);
        row(500, u"x"_s, FailureKind::ModelDown);
        row(-32603, u"Internal error: fetch failed: ECONNREFUSED"_s, FailureKind::ModelDown);
        row(0, u"stream disconnected before completion"_s, FailureKind::ModelDown);
        row(0, u"We're currently experiencing high demand, which may cause temporary errors."_s,
            FailureKind::ModelDown);
        row(0, u"Could not connect to local model provider at http://127.0.0.1:1/v1."_s, FailureKind::ModelDown);
        row(0, u"Failed to get response from the AI model; retried 5 times. Last error: no stream"_s,
            FailureKind::ModelDown);
        row(0, u"Failed to get response from the AI model; retried 5 times. Last error: 429 x"_s,
            FailureKind::RateLimited);
        row(400, u"x"_s, FailureKind::BadRequest);
        row(404, u"model nothing not found"_s, FailureKind::BadRequest);
        row(-32602, u"Invalid params"_s, FailureKind::Protocol);
    }
    void failuresAreReadRight()
    {
        QFETCH(int, status);
        QFETCH(QString, text);
        QTEST(classifyFailure(status, text), "kind");
    }

    void aFailureOfTheModelIsFoundInErrorOutput()
    {
        const QString found = modelFailureIn(
            u"Loaded cached credentials.\nAttempt 1 failed with status 429. Retrying with backoff...\nmore"_s);
        QCOMPARE(found, u"Attempt 1 failed with status 429. Retrying with backoff..."_s);
        QVERIFY(!modelFailureIn(u"error: connect ECONNREFUSED 127.0.0.1:1"_s).isEmpty());
        // As opencode 1.18 logs it.
        const QString log = u"timestamp=2026-11-21T22:58:48.323Z level=ERROR run=2e2d838c message=\"stream error\" "
                            "small=false agent=build error.error=\"AI_APICallError: Cannot connect to API: The socket "
                            "connection was closed unexpectedly. Pass `verbose: true` to fetch() \\\"x\\\"\" more=1"_s;
        QVERIFY2(modelFailureIn(log).startsWith(u"AI_APICallError: Cannot connect"_s), qPrintable(modelFailureIn(log)));
        QVERIFY(modelFailureIn(log).endsWith(u"\\\"x\\\""_s));
        QCOMPARE(classifyFailure(0, modelFailureIn(log)), FailureKind::ModelDown);
        for (const QString &harmless : {u"Loaded cached credentials."_s, u"Using the API key of the environment"_s,
                                        u"500 files read"_s, u"test failed: login page is missing"_s, QString()})
            QVERIFY2(modelFailureIn(harmless).isEmpty(), qPrintable(harmless));
    }

    void theTimeToWaitIsRead()
    {
        QCOMPARE(retryAfterSeconds(u"Please retry in 12.5s."_s), 13);
        QCOMPARE(retryAfterSeconds(u"Retry-After: 30"_s), 30);
        QCOMPARE(retryAfterSeconds(u"retry after 7 seconds"_s), 7);
        QCOMPARE(retryAfterSeconds(u"try again"_s), 0);
    }

    void anEndWithoutAWordIsNeverPositive()
    {
        using Outcome = ProcessResult::Outcome;
        const auto crashed = endWithoutWord({.outcome = Outcome::Crashed, .signal = 11}, u"X"_s, true, {});
        QCOMPARE(crashed.failure, FailureKind::Crashed);
        const auto silent = endWithoutWord({.outcome = Outcome::Finished, .exitCode = 0}, u"X"_s, false, {});
        QCOMPARE(silent.failure, FailureKind::ExitedAtOnce);
        const auto quiet = endWithoutWord({.outcome = Outcome::Finished, .exitCode = 0}, u"X"_s, true, {});
        QCOMPARE(quiet.outcome, AgentRoundEnded::Outcome::Unknown);
        const auto code = endWithoutWord({.outcome = Outcome::Finished, .exitCode = 3}, u"X"_s, true, u"odd"_s);
        QCOMPARE(code.failure, FailureKind::ExitCode);
        const auto login =
            endWithoutWord({.outcome = Outcome::Finished, .exitCode = 1}, u"X"_s, true, u"Not logged in"_s);
        QCOMPARE(login.failure, FailureKind::AuthNeeded);
        for (const auto &end : {crashed, silent, quiet, code, login}) {
            QVERIFY(!end.isPositive());
            QVERIFY(end.sentence.startsWith(u"X: "_s));
        }
    }
};

QTEST_GUILESS_MAIN(TestFailure)
#include "tst_failure.moc"
