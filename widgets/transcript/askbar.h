// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;

namespace docket {

/**
 * An agent's question with its answers as real buttons. Refusing is as near as allowing; nothing is chosen beforehand.
 */
class AskBar : public QFrame
{
    Q_OBJECT

public:
    explicit AskBar(QWidget *parent = nullptr);

    /**
     * The oldest of the questions is shown; none hides the bar. The buttons stay as they are while the question does.
     */
    void setAsks(const QList<PermissionAsk> &asks);
    /** Presses the button whose option has this kind ("allow_once"); false where there is none. */
    bool answer(const QString &kind);
    void focusFirst();

Q_SIGNALS:
    void answered(const QString &requestId, const QString &optionId);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PermissionAsk m_ask;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_more;
    QPlainTextEdit *m_detail;
    QHBoxLayout *m_buttons;
};

} // namespace docket
