// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/linesession.h"

#include <algorithm>

namespace docket {

using namespace Qt::StringLiterals;

bool LineSession::answerPermission(const QString &requestId, const QString &optionId, const QString &by)
{
    const auto asked = std::ranges::find(m_openRequests, requestId, &AgentPermissionRequest::id);
    if (asked == m_openRequests.end())
        return false;
    const auto options = asked->options;
    const auto option = std::ranges::find(options, optionId, &AgentPermissionRequest::Option::id);
    if (option == options.end() && !optionId.isEmpty())
        return false;
    m_openRequests.erase(asked);
    if (m_openRequests.isEmpty() && m_phase == Phase::Running && m_wallLeftMs > 0)
        m_wallTimer.start(std::exchange(m_wallLeftMs, 0));
    if (m_openRequests.isEmpty() && m_phase == Phase::Running && m_request.limits.quietSeconds > 0)
        m_quietTimer.start(m_request.limits.quietSeconds * 1000);
    const auto *chosen = option == options.end() ? nullptr : &*option;
    using Kind = AgentPermissionRequest::OptionKind;
    const bool allowed = chosen && chosen->kind != Kind::RejectOnce && chosen->kind != Kind::RejectAlways;
    emitEvent(AgentPermissionAnswer{requestId, optionId, chosen ? chosen->name : QString(), allowed, by});
    if (const auto run = m_questions.take(requestId)) {
        if (run->answer(chosen))
            askNext(run);
    } else {
        sendAnswer(requestId, chosen);
    }
    return true;
}

void LineSession::settleOpenRequests()
{
    const auto open = m_openRequests;
    for (const AgentPermissionRequest &asked : open)
        answerPermission(asked.id, {}, u"round ended"_s);
}

void LineSession::askQuestions(QList<questions::Question> asked, questions::Run::Done done)
{
    askNext(std::make_shared<questions::Run>(std::move(asked), std::move(done)));
}

void LineSession::askNext(const std::shared_ptr<questions::Run> &run)
{
    const QString name = u"q%1"_s.arg(++m_questionsAsked);
    m_questions.insert(name, run);
    emitEvent(run->request(name));
    if (m_isStopping)
        answerPermission(name, {}, u"round ended"_s);
}

} // namespace docket
