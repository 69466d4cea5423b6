// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/comment.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace docket {

/** The one comment that is being written; lies over the room that the surface leaves for it. */
class CommentEditor : public QFrame
{
    Q_OBJECT

public:
    /** `comment`: what is there so far; its id is invalid for a new one. `place`: where it will stand, in words. */
    CommentEditor(const review::Comment &comment, const QString &place, QWidget *parent);

    /** The comment with what was written. */
    review::Comment comment() const;
    bool hasText() const;
    /** What is there was never saved: Esc asks before it throws it away. */
    void setUnsent() { m_isUnsent = true; }
    int wantedHeight() const;

Q_SIGNALS:
    void saved();
    void changed(); ///< the text or the severity
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void save();
    void escape();

    review::Comment m_comment;
    QComboBox *m_severity = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_hint = nullptr;
    bool m_isUnsent = false;
    bool m_isWarned = false; ///< the next Esc throws the text away
};

} // namespace docket
