// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>

namespace sample {

struct Options
{
    QString way = {};
    int round = 1;
    int delayMs = 20;
    bool once = false;
};

/**
 * Plays one of the plays of plays.json: a list of steps (say, think, plan, read, edit, write, run, ask, and every kind
 * of mischief). See playbook.h for which one.
 */
class SampleAgent : public QObject
{
    Q_OBJECT

public:
    explicit SampleAgent(Options options);
    void listen();

private:
    using Answer = std::function<void(const QJsonObject &result)>;

    void readInput();
    void onLine(const QByteArray &line);
    void onCall(const QJsonValue &id, const QString &method, const QJsonObject &params);
    void onPrompt(const QJsonValue &id, const QJsonObject &params);

    void nextStep();
    void play(const QString &verb, const QJsonValue &value);
    void misbehave(const QString &verb, const QJsonValue &value);
    void say(const QString &kind, const QString &text);
    void edit(const QJsonObject &what);
    void write(const QJsonObject &what);
    void run(const QString &command);
    void ask(const QJsonObject &what);
    void endTurn(const QString &reason);

    void send(const QJsonObject &message);
    void update(QJsonObject content);
    void tool(const QString &title, const QString &kind, const QString &status, QJsonObject more = {});
    void finishTool(const QString &status, const QString &output);

    Options m_options;
    QByteArray m_input;
    QSocketNotifier m_notifier;
    QTimer m_timer;
    QProcess m_process;
    QHash<int, Answer> m_waiting;
    QJsonArray m_steps;
    QJsonValue m_turn = QJsonValue(QJsonValue::Undefined); ///< id of the prompt's call while it is played
    QString m_session;
    QString m_folder;
    QString m_toolId;
    QJsonObject m_usage;
    int m_tools = 0;
    int m_calls = 0;
    bool m_isResumed = false;
    bool m_isCancelled = false;
};

} // namespace sample
