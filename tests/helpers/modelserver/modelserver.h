// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QTcpServer>

#include <functional>

class QTcpSocket;

namespace docket {

enum class Dialect { Gemini, Anthropic, OpenAiResponses, OpenAiChat };

/** One call of an agent to the model, whatever the dialect. */
struct ModelRequest
{
    Dialect dialect = Dialect::Gemini;
    QString model = {};
    bool wantsStream = true;
    QStringList tools = {};       ///< names that are offered
    QStringList userTexts = {};   ///< what the person (Docket) said so far, oldest first
    QStringList toolResults = {}; ///< of the tools called since the last text of the person, oldest first
    QJsonObject body = {};
};

/** What the model says: a text, or a call of a tool, or both; or an error of the server. */
struct ModelReply
{
    QString text = {};
    QString tool = {};
    QJsonObject arguments = {};
    QString freeInput = {};     ///< for tools that take text instead of JSON
    int status = 200;
    int retryAfterSeconds = 0;
    bool breaksStream = false;  ///< closes the connection in the middle
    bool isGarbled = false;     ///< streams what is no JSON, and then nothing
    bool isSilent = false;      ///< keeps the connection open and says nothing more after the text
};

/** HTTP on a free port of 127.0.0.1, in the thread that made it. */
class ModelServer : public QTcpServer
{
    Q_OBJECT

public:
    using Handler = std::function<ModelReply(const ModelRequest &)>;

    explicit ModelServer(QObject *parent = nullptr);
    /** False if no port can be had. */
    bool start();
    QString url() const; ///< "http://127.0.0.1:PORT"

    Handler onRequest = {};
    QList<ModelRequest> requests = {};
    QStringList unknownPaths = {}; ///< asked for and not understood

private:
    void accept();
    void read(QTcpSocket *socket);
    void handle(QTcpSocket *socket, const QByteArray &path, const QByteArray &body);

    QHash<QTcpSocket *, QByteArray> m_buffers;
};

} // namespace docket
