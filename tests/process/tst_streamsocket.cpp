// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/streamsocket.h"

#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace docket;
using namespace Qt::StringLiterals;

/** Our end of a connection, with Qt's own sockets at the other. */
class TestStreamSocket : public QObject
{
    Q_OBJECT

    static constexpr int patience = 30'000;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path() const { return m_folder->filePath(u"s"_s); }

    static bool isConnected(const StreamSocket &socket) { return socket.state() == StreamSocket::State::Connected; }

    static StreamSocket *accepted(StreamServer &server)
    {
        StreamSocket *socket = nullptr;
        (void)QTest::qWaitFor([&] { return (socket = server.nextConnection()) != nullptr; }, patience);
        return socket;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aClientOfOursTalksWithAServerOfQts()
    {
        QLocalServer server;
        QVERIFY(server.listen(path()));
        StreamSocket client;
        QSignalSpy connected(&client, &StreamSocket::connected);
        client.connectToPath(path());
        client.write("said before it stood"); // kept until it stands
        QVERIFY(connected.isEmpty()); // never within the call
        QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), patience);
        QLocalSocket *other = server.nextPendingConnection();
        QTRY_COMPARE_WITH_TIMEOUT(other->bytesAvailable(), 20, patience);
        QCOMPARE(other->readAll(), "said before it stood");
        other->write("answer");
        QTRY_COMPARE_WITH_TIMEOUT(client.bytesAvailable(), 6, patience);
        QCOMPARE(client.read(3), "ans");
        QCOMPARE(client.readAll(), "wer");
        QSignalSpy disconnected(&client, &StreamSocket::disconnected);
        other->write("the last words");
        other->disconnectFromServer();
        QTRY_COMPARE_WITH_TIMEOUT(disconnected.size(), 1, patience);
        QCOMPARE(client.state(), StreamSocket::State::Unconnected);
        QCOMPARE(client.readAll(), "the last words"); // what had arrived can still be read
    }

    void aServerOfOursTalksWithAClientOfQts()
    {
        StreamServer server;
        QVERIFY(server.listen(path()));
        QCOMPARE(QFileInfo(path()).permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        QSignalSpy asked(&server, &StreamServer::newConnection);
        QLocalSocket client;
        client.connectToServer(path());
        client.write("hello");
        QTRY_VERIFY_WITH_TIMEOUT(!asked.isEmpty(), patience);
        StreamSocket *socket = server.nextConnection();
        QVERIFY(socket);
        QVERIFY(!server.nextConnection());
        QTRY_COMPARE_WITH_TIMEOUT(socket->bytesAvailable(), 5, patience);
        socket->write("good bye");
        socket->close(); // not before it is written
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), QLocalSocket::UnconnectedState, patience);
        QCOMPARE(client.readAll(), "good bye");
        server.close();
        QVERIFY(!QFile::exists(path()));
    }

    void muchGoesBothWaysWithLittleMemory()
    {
        StreamServer server;
        QVERIFY(server.listen(path()));
        QLocalSocket client;
        client.connectToServer(path());
        StreamSocket *socket = accepted(server);
        QVERIFY(socket);
        constexpr qint64 limit = 64 << 10;
        socket->setReadLimit(limit);
        QByteArray sent;
        for (int i = 0; sent.size() < 8'000'000; ++i)
            sent += QByteArray::number(i) + ' ';
        qint64 mostHeld = 0;
        // An echo that takes no more than it could give back.
        const auto carry = [&] {
            mostHeld = std::max(mostHeld, socket->bytesAvailable() + socket->bytesToWrite());
            while (socket->bytesAvailable() > 0 && socket->bytesToWrite() < limit)
                socket->write(socket->read(limit));
        };
        connect(socket, &StreamSocket::readyRead, this, carry);
        connect(socket, &StreamSocket::bytesWritten, this, carry);
        QByteArray got;
        connect(&client, &QLocalSocket::readyRead, this, [&] { got += client.readAll(); });
        client.write(sent);
        QTRY_COMPARE_WITH_TIMEOUT(got.size(), sent.size(), patience);
        QVERIFY(got == sent);
        QVERIFY2(mostHeld <= 4 * limit, qPrintable(QString::number(mostHeld)));
    }

    void whereNobodyListensItIsSaidOnce()
    {
        StreamSocket socket;
        QSignalSpy failed(&socket, &StreamSocket::failed);
        QSignalSpy disconnected(&socket, &StreamSocket::disconnected);
        socket.connectToPath(path());
        QVERIFY(failed.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        { // a server that was killed leaves its path
            StreamServer server;
            QVERIFY(server.listen(path()));
            QVERIFY(QFile::rename(path(), path() + u"-dead"_s));
        }
        socket.connectToPath(path() + u"-dead"_s);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, patience);
        socket.connectToPath(u'/' + QString(200, u'x'));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 3, patience);
        QVERIFY(disconnected.isEmpty());
    }

    void aPathThatIsTakenOrTooLongIsNoPlaceToListen()
    {
        StreamServer one, two;
        QVERIFY(one.listen(path()));
        QVERIFY(!two.listen(path()));
        QVERIFY(!two.errorString().isEmpty());
        QVERIFY(!two.listen(u'/' + QString(200, u'x')));
        two.close();
        QVERIFY(QFile::exists(path())); // not its own
    }

    void manyMayComeAtOnce()
    {
        StreamServer server;
        QVERIFY(server.listen(path()));
        int heard = 0;
        connect(&server, &StreamServer::newConnection, this, [&] {
            while (StreamSocket *socket = server.nextConnection())
                connect(socket, &StreamSocket::readyRead, this,
                        [&heard, socket] { heard += int(socket->readAll().size()); });
        });
        std::vector<std::unique_ptr<StreamSocket>> clients; // more than wait in the system's queue
        for (int i = 0; i < 300; ++i) {
            clients.push_back(std::make_unique<StreamSocket>());
            clients.back()->connectToPath(path());
            clients.back()->write("x");
        }
        QTRY_COMPARE_WITH_TIMEOUT(heard, 300, patience);
    }

    void writingToWhoHasGoneIsNoSignalToDie()
    {
        StreamServer server;
        QVERIFY(server.listen(path()));
        StreamSocket client;
        client.connectToPath(path());
        StreamSocket *socket = accepted(server);
        QVERIFY(socket);
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(client), patience);
        QSignalSpy disconnected(socket, &StreamSocket::disconnected);
        client.abort();
        socket->write(QByteArray(1'000'000, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(disconnected.size(), 1, patience);
        socket->write("more"); // dropped
        QCOMPARE(socket->bytesToWrite(), 0);
        socket->close();
        QCOMPARE(disconnected.size(), 1);
    }

    void closingWhatWaitsForAReaderThatHasGoneEnds()
    {
        StreamServer server;
        QVERIFY(server.listen(path()));
        StreamSocket client;
        client.connectToPath(path());
        StreamSocket *socket = accepted(server);
        QVERIFY(socket);
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(client), patience);
        QSignalSpy disconnected(socket, &StreamSocket::disconnected);
        client.setReadLimit(1); // reads nothing more
        socket->write(QByteArray(4'000'000, 'x'));
        QVERIFY(socket->bytesToWrite() > 0);
        socket->close();
        QCOMPARE(socket->state(), StreamSocket::State::Closing);
        client.abort();
        QTRY_COMPARE_WITH_TIMEOUT(disconnected.size(), 1, patience);
    }

    void aHostIsReachedOrNot()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        StreamSocket socket;
        QSignalSpy connected(&socket, &StreamSocket::connected);
        QSignalSpy failed(&socket, &StreamSocket::failed);
        socket.connectToHost(HostAddress::fromText(u"127.0.0.1"_s, port));
        socket.write("GET");
        QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), patience);
        QTcpSocket *other = server.nextPendingConnection();
        QTRY_COMPARE_WITH_TIMEOUT(other->bytesAvailable(), 3, patience);
        socket.abort();
        delete other;
        server.close();
        socket.connectToHost(HostAddress::fromText(u"127.0.0.1"_s, port));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QVERIFY(!failed.constFirst().constFirst().toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStreamSocket)
#include "tst_streamsocket.moc"
