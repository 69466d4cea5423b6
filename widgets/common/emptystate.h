// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;
class QAction;

namespace docket {

/** What a place shows while it holds nothing: a quiet icon, what it is for, and the next step as a button. */
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /** Actions become buttons, the first one the prominent one. */
    void setContent(const QString &iconName, const QString &heading, const QString &words,
                    const QList<QAction *> &actions = {});

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintGlyph();

    QString m_iconName;
    QLabel *m_glyph;
    QLabel *m_heading;
    QLabel *m_words;
    QVBoxLayout *m_buttons;
};

} // namespace docket
