// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/linesession.h"

namespace docket {

/**
 * Any program: the prompt on its input, in a file or as an argument; what it prints is the message; exit code 0 is its
 * positive end. It cannot ask, and cannot be resumed: each round gets the full account.
 */
class CommandSession final : public LineSession
{
    Q_OBJECT

public:
    using LineSession::LineSession;

protected:
    void prepare(ProcessSetup &setup) override;
    void onReady() override;
    void onLine(const QByteArray &line, Channel channel) override;
    AgentRoundEnded onExit(const ProcessResult &result) override;
    bool askToStop() override { return false; }
};

} // namespace docket
