// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/profilebook.h"

#include <QDialog>

class QLabel;
class QListWidget;

namespace docket {

class PrimaryButton;
class ProfileForm;

/**
 * The agents that Docket knows: which are installed, how each is started, a try of each, and new ones. One profile is
 * changed at a time: the list waits until it is saved or the changes are dropped; leaving with something unsaved is
 * asked about once.
 */
class ProfilesDialog : public QDialog
{
    Q_OBJECT

public:
    ProfilesDialog(ProfileBook &book, QWidget *parent);

    void reject() override;

private:
    void reload(const QString &select = {});
    void fill();
    void showCurrent();
    void add(const ProfileDraft &from);
    void save();
    void removeCurrent();
    void dropChanges();
    void test();
    void showState();
    void say(bool isGood, const QString &text);
    const ProfileDraft *current() const;
    QString freeName(const QString &wanted) const;

    ProfileBook &m_book;
    QList<ProfileDraft> m_drafts;
    QListWidget *m_list;
    ProfileForm *m_form;
    QLabel *m_found;
    QLabel *m_said;
    PrimaryButton *m_add;
    PrimaryButton *m_duplicate;
    PrimaryButton *m_remove;
    PrimaryButton *m_test;
    PrimaryButton *m_drop;
    PrimaryButton *m_save;
    QString m_wanted;       ///< the one to be current after the next load
    bool m_isNew = false;   ///< the last of m_drafts was not saved yet
    bool m_isChanged = false;
    bool m_wasAsked = false;
    int m_tests = 0;        ///< answers of an earlier try are dropped
};

} // namespace docket
