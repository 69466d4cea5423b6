// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlclient.h"
#include "app/control/controlserver.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace docket::control;
using namespace Qt::StringLiterals;

class TestControl : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString socketPath() const { return m_folder.filePath(u"control"_s); }

    static void echo(const Request &request, QObject *, const Respond &respond)
    {
        if (request.command == "fail"_L1)
            return respond(fail(ErrorCode::Refused, u"Not now."_s, u"7"_s), true);
        if (request.command == "steps"_L1)
            respond(QJsonObject{{u"step"_s, 1}}, false);
        if (request.command != "never"_L1)
            respond(request.args, true);
    }

private Q_SLOTS:
    void anAnswerComesBackWithItsRequest()
    {
        ControlServer server(echo);
        QVERIFY(server.listen(socketPath()));
        QCOMPARE(
            QFileInfo(socketPath()).permissions()
                & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::WriteGroup),
            0);
        ControlClient client;
        QSignalSpy connected(&client, &ControlClient::connected);
        client.connectTo(socketPath());
        QTRY_COMPARE(connected.count(), 1);
        QList<int> answers;
        int steps = 0;
        for (int i = 0; i < 3; ++i)
            client.request(
                u"steps"_s, {{u"n"_s, i}},
                [&](const Result<QJsonObject> &result) { answers << result->value(u"n"_s).toInt(); },
                [&](const QJsonObject &) { ++steps; });
        QTRY_COMPARE(answers, QList<int>({0, 1, 2}));
        QCOMPARE(steps, 3);
        std::optional<Error> refused;
        client.request(u"fail"_s, {}, [&](const Result<QJsonObject> &result) { refused = result.error(); });
        QTRY_VERIFY(refused);
        QCOMPARE(*refused, (Error{ErrorCode::Refused, u"Not now."_s, u"7"_s}));
    }

    void nobodyThereIsSaidAtOnce()
    {
        ControlClient client;
        QSignalSpy unreachable(&client, &ControlClient::unreachable);
        client.connectTo(m_folder.filePath(u"nobody"_s));
        QTRY_COMPARE(unreachable.count(), 1);
    }

    void aSocketThatAKilledEngineLeftIsReplaced()
    {
        QFile stale(socketPath());
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        ControlServer server(echo);
        QVERIFY(server.listen(socketPath()));
    }

    void anEngineThatEndsAnswersWhatWasOpen()
    {
        auto server = std::make_unique<ControlServer>(echo);
        QVERIFY(server->listen(socketPath()));
        ControlClient client;
        QSignalSpy connected(&client, &ControlClient::connected);
        client.connectTo(socketPath());
        QTRY_COMPARE(connected.count(), 1);
        std::optional<Error> error;
        client.request(u"never"_s, {}, [&](const Result<QJsonObject> &result) { error = result.error(); });
        client.request(u"steps"_s, {}, [&](const Result<QJsonObject> &) {
            server.reset();
        });
        QTRY_VERIFY(error);
        QCOMPARE(error->code, ErrorCode::Io);
    }

    void nonsenseAndOtherVersionsAreRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no JSON") << QByteArray("hello\n");
        QTest::newRow("another version") << QByteArray("{\"docket\":99,\"id\":1,\"command\":\"list\"}\n");
        QTest::newRow("no command") << QByteArray("{\"docket\":1,\"id\":1}\n");
    }

    void nonsenseAndOtherVersionsAreRefusedInWords()
    {
        QFETCH(QByteArray, line);
        ControlServer server(echo);
        QVERIFY(server.listen(socketPath()));
        QLocalSocket socket;
        socket.connectToServer(socketPath());
        socket.write(line);
        QTRY_VERIFY(socket.canReadLine());
        const auto response = decodeResponse(socket.readLine());
        QVERIFY(response);
        QVERIFY(!response->result);
        QVERIFY(response->result.error().detail.size() > 20);
    }
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
