"""What is each action of the log called in Chinese?"""

ACTION_WORDS: dict[str, str] = {
    "session.begin": "登录",
    "session.refused": "登录失败",
    "session.locked": "登录锁定",
    "session.end": "退出登录",
    "password.change": "修改密码",
    "account.create": "新建账号",
    "account.change": "修改账号",
    "account.disable": "停用账号",
    "account.enable": "启用账号",
    "account.reset": "重置密码",
    "account.unlock": "解除锁定",
    "token.create": "新建令牌",
    "token.revoke": "吊销令牌",
    "review.add": "复核",
    "review.propose": "提出复核建议",
    "review.approve": "批准复核建议",
    "review.refuse": "不批准复核建议",
    "review.withdraw": "撤回复核建议",
}
