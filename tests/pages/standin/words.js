// The words on controls, in three of X's display languages. `@` stands for a handle.

import { options } from './options.js';

const WORDS = {
  en: {
    follow: 'Follow', followBack: 'Follow back', unfollow: 'Following', subscribe: 'Subscribe', subscribed: 'Subscribed',
    reply: 'Reply', post: 'Post', repost: 'Repost', unrepost: 'Undo repost', quote: 'Quote', viewQuotes: 'View quotes',
    lists: 'Add/remove from Lists', add: 'Add', remove: 'Remove', bell: 'Turn on notifications', bellOff: 'Turn off notifications',
    notInterested: 'Not interested in this post', fewer: 'Show fewer posts from @', unfollowAt: 'Unfollow @', followAt: 'Follow @',
    subscribeAt: 'Subscribe to @', mute: 'Mute @', block: 'Block @', report: 'Report post', delete: 'Delete', pin: 'Pin to your profile',
    message: 'Message', send: 'Send', copyLink: 'Copy link', sendPost: 'Send via Direct Message', like: 'Like', cancel: 'Cancel', yes: 'Yes',
  },
  de: {
    follow: 'Folgen', followBack: 'Zurückfolgen', unfollow: 'Folge ich', subscribe: 'Abonnieren', subscribed: 'Abonniert',
    reply: 'Antworten', post: 'Posten', repost: 'Reposten', unrepost: 'Repost rückgängig machen', quote: 'Zitieren', viewQuotes: 'Zitate anzeigen',
    lists: 'Zu Listen hinzufügen', add: 'Hinzufügen', remove: 'Entfernen', bell: 'Mitteilungen einschalten', bellOff: 'Mitteilungen ausschalten',
    notInterested: 'Dieser Post interessiert mich nicht', fewer: 'Weniger Posts von @ zeigen', unfollowAt: '@ entfolgen', followAt: '@ folgen',
    subscribeAt: '@ abonnieren', mute: '@ stummschalten', block: '@ blockieren', report: 'Post melden', delete: 'Löschen', pin: 'An Profil anheften',
    message: 'Nachricht', send: 'Senden', copyLink: 'Link kopieren', sendPost: 'Als Nachricht senden', like: 'Gefällt mir', cancel: 'Abbrechen', yes: 'Ja',
  },
  ar: {
    follow: 'متابعة', followBack: 'رد المتابعة', unfollow: 'أتابعه', subscribe: 'اشتراك', subscribed: 'مشترك',
    reply: 'رد', post: 'نشر', repost: 'إعادة نشر', unrepost: 'التراجع عن إعادة النشر', quote: 'اقتباس', viewQuotes: 'عرض الاقتباسات',
    lists: 'الإضافة إلى القوائم', add: 'إضافة', remove: 'إزالة', bell: 'تشغيل التنبيهات', bellOff: 'إيقاف التنبيهات',
    notInterested: 'لا يهمني هذا المنشور', fewer: 'منشورات أقل من @', unfollowAt: 'إلغاء متابعة @', followAt: 'متابعة @',
    subscribeAt: 'الاشتراك في @', mute: 'كتم @', block: 'حظر @', report: 'الإبلاغ عن المنشور', delete: 'حذف', pin: 'تثبيت في ملفك',
    message: 'رسالة', send: 'إرسال', copyLink: 'نسخ الرابط', sendPost: 'إرسال في رسالة', like: 'إعجاب', cancel: 'إلغاء', yes: 'نعم',
  },
};

export const word = (key) => (WORDS[options.lang] ?? WORDS.en)[key];

/** A phrase about one account. */
export const about = (key, user) => word(key).replace('@', `@${user.screen_name}`);
