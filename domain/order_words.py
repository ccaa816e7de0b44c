"""What are orders, their states and their faults called in Chinese, for people?"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.orders import OrderFault, OrderKind, OrderState, Product

KIND_WORDS: Mapping[OrderKind, str] = MappingProxyType(
    {
        OrderKind.AUDIT: "全面核查",
        OrderKind.REAUDIT: "重新核查",
        OrderKind.EXPORT: "导出",
        OrderKind.PICTURES: "生成截图",
    }
)
STATE_WORDS: Mapping[OrderState, str] = MappingProxyType(
    {
        OrderState.WAITING: "等待",
        OrderState.RUNNING: "进行中",
        OrderState.DONE: "已完成",
        OrderState.FAILED: "未完成",
        OrderState.CANCELLED: "已取消",
    }
)
CANCELLING = "正在取消"
PRODUCT_WORDS: Mapping[Product, str] = MappingProxyType(
    {
        Product.EVIDENCE: "证据包",
        Product.LEDGER: "工作台账",
        Product.CIRCULAR: "通报",
        Product.NOTICE: "整改通知",
        Product.REPORT: "单位报告",
        Product.TABLE: "核查结果（CSV）",
        Product.OBJECT: "公开数据（JSON）",
    }
)
PHASE_WORDS: Mapping[str, str] = MappingProxyType(
    {"": "正在准备", "crawling": "正在巡查门户", "judging": "正在评判"}
)
FAULT_WORDS: Mapping[OrderFault, str] = MappingProxyType(
    {
        OrderFault.WORKER_DIED: "后台程序多次中断，任务没有完成。请联系系统管理员检查后重新提交。",
        OrderFault.CHILD_DIED: "任务程序意外中断，已保存的内容不受影响。请重新提交。",
        OrderFault.NOT_DONE: "任务没有完成，原因已记录。请稍后重新提交；仍不成功的，请联系系统管理员。",
        OrderFault.UNUSABLE: "任务的参数或系统设置无法使用。请联系系统管理员。",
        OrderFault.NO_AUDIT: "该单位在此计划下尚无核查结果，不能重新核查。请先进行全面核查。",
        OrderFault.UNIT_GONE: "该单位已不在名录中。",
        OrderFault.NO_CAPTURE: "系统没有保存证据的文件夹，不能导出证据包。请联系系统管理员设置。",
        OrderFault.NO_ROOM: "磁盘空间不足或文件夹不能写入。请联系系统管理员。",
        OrderFault.TOO_LONG: "任务超过了时间上限，已停止。",
    }
)
