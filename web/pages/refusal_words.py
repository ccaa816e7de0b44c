"""What does the console say when something about an account is refused?"""

from casework.accounts.refusals import Why

REFUSAL_WORDS: dict[Why, str] = {
    Why.SIGN_IN: "账号或密码不正确。",
    Why.LOCKED: "登录失败次数过多，已暂时锁定。请稍后再试，或联系系统管理员解除锁定。",
    Why.PASSWORD_SHORT: "新密码太短，至少需要10个字符。",
    Why.PASSWORD_LONG: "新密码太长，最多200个字符。",
    Why.PASSWORD_LOGIN: "新密码中不能包含账号名。",
    Why.PASSWORD_COMMON: "新密码过于常见，容易被猜中，请换一个。",
    Why.PASSWORD_SAME: "新密码与现用密码相同，请换一个。",
    Why.PASSWORD_WRONG: "现用密码不正确。",
    Why.LOGIN_FORM: "账号名须为2至32个小写字母、数字、点、连字符或下划线，以字母开头。",
    Why.LOGIN_TAKEN: "已有同名账号，请换一个账号名。",
    Why.SUBJECT_TAKEN: "该统一身份标识已属于另一个账号。",
    Why.NAME_EMPTY: "请填写姓名，最多50个字。",
    Why.UNIT_MISSING: "单位联络员必须填写所属单位编号。",
    Why.UNIT_NEEDLESS: "只有单位联络员才填写所属单位。",
    Why.UNIT_UNKNOWN: "没有这个编号的单位。",
    Why.LAST_ADMIN: "这是最后一个系统管理员，请先设立另一个系统管理员。",
    Why.UNKNOWN_ACCOUNT: "没有这个账号。",
    Why.ONESELF: "不能停用自己的账号或更改自己的角色，请由另一位系统管理员操作。",
    Why.TOKEN_NAME: "请填写令牌用途，最多50个字。",
    Why.TOKEN_DAYS: "令牌有效期须为1至366天。",
    Why.TOKEN_COUNT: "有效令牌最多20个，请先吊销不用的令牌。",
    Why.TOKEN_UNKNOWN: "没有这个令牌，或者它已经吊销。",
}
