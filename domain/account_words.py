"""What are roles called in Chinese?"""

from domain.accounts import Role

ROLE_WORDS: dict[Role, str] = {
    Role.ADMIN: "系统管理员",
    Role.LEAD: "负责人",
    Role.INSPECTOR: "核查员",
    Role.CONTACT: "单位联络员",
    Role.VIEWER: "查阅人员",
}
